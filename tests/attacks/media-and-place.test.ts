/** What a page that went wrong, or another program, can ask of pictures and of the place where everything lives, through a real door: nothing that is not theirs. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { loopbackPaths } from '../../shared/loopback.ts';
import { serve, type ServedDoor } from '../cli/a-door.ts';
import { Adieu } from '../cli/adieu.ts';
import { zipOf } from '../hostile/containers.ts';

/** The smallest GIF there is, with something behind it. */
const picture = Buffer.concat([Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64'), Buffer.alloc(5000)]);
const exportOf = (userName: string, file: string): Buffer =>
  zipOf([
    {
      name: 'user_data_tiktok.json',
      data: JSON.stringify({
        'Profile And Settings': {
          Follower: { FansList: [{ Date: '2023-08-10 06:18:18', UserName: `friend.of.${userName}` }] },
          'Profile Info': { ProfileMap: { userName } },
        },
      }),
    },
    { name: `Photos/${file}`, data: picture },
  ]);

let adieu: Adieu;
let door: ServedDoor;
/** Of two accounts: the archive, a picture in it, and somebody in it. */
const own: { archive: string; medium: string; person: string }[] = [];

beforeAll(async () => {
  adieu = await Adieu.make();
  for (const name of ['first', 'second']) {
    await writeFile(adieu.path(`${name}.zip`), exportOf(name, `${name}.gif`));
    const { code, stderr } = await adieu.run(['read', `${name}.zip`, '--protection', 'none']);
    expect(stderr + String(code)).toMatch(/0$/);
  }
  door = await serve(adieu);
  for (const { id: archive } of await door.client.archives.list()) {
    const [medium] = (await door.client.media.page({ archive })).media;
    const [person] = (await door.client.records.page({ archive, kinds: ['relation'] })).records;
    own.push({ archive, medium: medium?.id ?? '', person: person?.id ?? '' });
  }
});
afterAll(async () => {
  await door.close();
  await adieu.remove();
});

const refused = (code: string): object => ({ data: { code } });
const climbing = [
  '../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  'a/b',
  'a\0b',
  '',
  'x'.repeat(65),
  '__proto__.x',
];

describe('the bytes of pictures', () => {
  test('are given of a picture of this archive, and of nothing else', async () => {
    const [one, two] = own;
    if (one === undefined || two === undefined) throw new Error('two archives were made');
    const { media } = door.client;
    const whole = await media.read({ archive: one.archive, id: one.medium });
    expect(whole).toMatchObject({ is: 'part', bytes: picture.length, done: true });
    // A picture of another account, somebody instead of a picture, an id nobody has, an archive nobody has.
    await expect(media.read({ archive: one.archive, id: two.medium })).rejects.toMatchObject(refused('no-record'));
    await expect(media.read({ archive: one.archive, id: one.person })).rejects.toMatchObject(refused('no-record'));
    for (const id of ['0'.repeat(32), 'f'.repeat(64), 'zz', '__proto__', 'constructor'])
      await expect(media.read({ archive: one.archive, id })).rejects.toMatchObject(refused('no-record'));
    for (const archive of ['tiktok-00000000', '__proto__', '-', 'archives'])
      await expect(media.read({ archive, id: one.medium })).rejects.toMatchObject(refused('no-archive'));
  });

  test('by a path, or in a range that cannot be, are refused before anything is read', async () => {
    const [one] = own;
    const { archive = '', medium = '' } = one ?? {};
    const { media } = door.client;
    for (const path of climbing) {
      await expect(media.read({ archive, id: path }), path).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(media.read({ archive: path, id: medium }), path).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(media.get({ archive: path, id: medium }), path).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(media.counts({ archive: path }), path).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    for (const from of [-1, 0.5, NaN, Infinity, 2 ** 40, 2 ** 53])
      await expect(media.read({ archive, id: medium, from }), String(from)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    for (const page of [{ offset: -1 }, { offset: 1e12 }, { limit: 1e9 }, { limit: -1 }])
      await expect(media.page({ archive, ...page })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(media.some({ archive, ids: Array.from({ length: 101 }, () => medium) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    // Behind the end there is nothing, and that is said.
    const behind = await media.read({ archive, id: medium, from: picture.length + 1 });
    expect(behind).toMatchObject({ is: 'part', content: '', done: true });
  });

  test('asked for a thousand times at once are given or refused, and the engine goes on', async () => {
    const [one] = own;
    const { archive = '', medium = '' } = one ?? {};
    const answers = await Promise.allSettled(Array.from({ length: 1000 }, () => door.client.media.read({ archive, id: medium })));
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(refused('busy'));
    expect(await door.client.media.read({ archive, id: medium })).toMatchObject({ is: 'part', done: true });
  });
});

describe('the place where everything lives', () => {
  test('moves nowhere that was not offered, by no path, and not where it was said at the start', async () => {
    const { place, archives } = door.client;
    const before = await readdir(adieu.home, { recursive: true });
    for (const path of climbing) {
      for (const ask of [place.plan, place.move, place.open])
        await expect(ask({ place: path }), path).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    for (const token of ['0'.repeat(32), 'home', 'documents', '__proto__', own[0]?.archive ?? '', own[0]?.medium ?? ''])
      for (const ask of [place.plan, place.move, place.open]) {
        const error: unknown = await ask({ place: token }).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(['no-token', 'place-fixed']).toContain((error as { data?: { code?: string } } | null)?.data?.code);
      }
    // Nothing is missing: the engine is not started again, for whoever asks.
    for (const ask of [place.again, place.anew]) await expect(ask()).rejects.toMatchObject(refused('not-now'));
    expect(await archives.list()).toHaveLength(2);
    expect((await readdir(adieu.home, { recursive: true })).filter((name) => !before.includes(name))).toEqual([]);
  });

  test('stands in no offer and no list: they have tokens and names', async () => {
    expect(JSON.stringify([await door.client.place.offered(), await door.client.archives.list()])).not.toContain(adieu.folder);
  });

  test('and pictures are out of reach without a session', async () => {
    const address = door.origin;
    const socket = new WebSocket(`${address.replace('http', 'ws')}${loopbackPaths.rpc}`, { headers: { Origin: address } });
    const status = await new Promise<number>((resolve) => {
      socket.once('open', () => resolve(101));
      socket.on('error', () => undefined);
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.statusCode ?? 0);
      });
    });
    expect(status).toBe(401);
    for (const path of ['/media', '/rpc/media/read', `/${join('archives', own[0]?.archive ?? '', 'archive.db')}`])
      expect((await fetch(`${address}${path}`, { method: 'POST' })).ok, path).toBe(false);
  });
});
