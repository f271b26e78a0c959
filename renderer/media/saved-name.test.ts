import { expect, test } from 'vitest';
import { SavedName } from '../../shared/bridge.ts';
import { savedTypes, shownTypes } from '../../shared/contract/media.ts';
import { plainName } from '../save-file.ts';
import { savedName } from './saved-name.ts';

test('a name keeps its ending where that is true, and gets a true one where not', () => {
  expect(savedName('IMG_1.JPEG', 'image/jpeg')).toBe('IMG_1.jpeg');
  expect(savedName('photo.html', 'image/png')).toBe('photo.png');
  expect(savedName('run.exe', 'video/mp4')).toBe('run.mp4');
  expect(savedName('x.jpg.svg', 'image/gif')).toBe('x.jpg.gif');
  expect(savedName('no-ending', 'audio/mpeg')).toBe('no-ending.mp3');
  expect(savedName(null, 'image/webp')).toBe('adieu.webp');
});

test('a door takes the name of every type', () => {
  for (const type of [...shownTypes, ...savedTypes])
    for (const name of [null, 'a.svg', '../../etc/passwd', 'C:\\x.lnk', '.hidden', 'é 🙂.png', 'x'.repeat(400)])
      expect(SavedName.safeParse(plainName(savedName(name, type))).success, `${name} ${type}`).toBe(true);
});
