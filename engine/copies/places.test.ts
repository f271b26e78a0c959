import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyName, freeName, offeredPlaces, placeLabel } from './places.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'adieu-places-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('the places offered for a copy', () => {
  it('are those that are there, and always the home folder', async () => {
    expect((await offeredPlaces(home)).map(({ label }) => label)).toEqual(['~']);
    await mkdir(path.join(home, 'Documents'));
    await mkdir(path.join(home, 'Downloads'));
    const places = await offeredPlaces(home);
    expect(places.map(({ label }) => label)).toEqual(['~/Documents', '~/Downloads', '~']);
    for (const { free } of places) expect(free).toBeGreaterThan(0);
  });
  it('have the names this desktop gives them', async () => {
    await mkdir(path.join(home, '.config'));
    await mkdir(path.join(home, 'Téléchargements'));
    await writeFile(
      path.join(home, '.config', 'user-dirs.dirs'),
      'XDG_DOCUMENTS_DIR="$HOME/Gone"\nXDG_DOWNLOAD_DIR="$HOME/Téléchargements"\n',
    );
    expect((await offeredPlaces(home)).map(({ label }) => label)).toEqual(['~/Téléchargements', '~']);
  });
  it('are named from the home folder, and whole where they lie outside', () => {
    expect(placeLabel('/home/x/Documents', '/home/x')).toBe('~/Documents');
    expect(placeLabel('/home/x', '/home/x')).toBe('~');
    expect(placeLabel('/home/xy', '/home/x')).toBe('/home/xy');
  });
});

describe('the name of a copy', () => {
  const day = new Date(2026, 10, 24, 12);
  it('says what it is, of whom, and when', () => {
    expect(copyName({ network: 'tiktok', account: 'exemple', name: null }, day)).toBe('adieu-tiktok-exemple-2026-11-24');
    expect(copyName({ network: 'x', account: null, name: 'Élise & Cie' }, day)).toBe('adieu-x-Elise-Cie-2026-11-24');
    expect(copyName({ network: 'x', account: null, name: null }, day)).toBe('adieu-x-2026-11-24');
  });
  it('climbs nowhere', () => {
    expect(copyName({ network: 'x', account: '../../etc/passwd', name: null }, day)).toBe('adieu-x-etc-passwd-2026-11-24');
  });
  it('gets a number where it is taken', async () => {
    await mkdir(path.join(home, 'a'));
    await mkdir(path.join(home, 'a-2'));
    expect(await freeName(home, 'a', false)).toBe('a-3');
    expect(await freeName(home, 'a', true)).toBe('a');
  });
});
