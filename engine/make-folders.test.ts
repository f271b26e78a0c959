import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolders } from './make-folders.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adieu-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('makes what is missing, and says where that begins', () => {
  const folder = place();
  expect(makeFolders(join(folder, 'a/b/c'), 0o700)).toBe(join(folder, 'a'));
  expect(statSync(join(folder, 'a/b/c')).mode & 0o777).toBe(0o700);
  expect(makeFolders(join(folder, 'a/b/c'))).toBeUndefined();
  mkdirSync(join(folder, 'd'));
  expect(makeFolders(join(folder, 'd/e'))).toBe(join(folder, 'd/e'));
});

it('says no where a file is in the way', () => {
  const folder = place();
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolders(join(folder, 'file'))).toThrow(/EEXIST/);
  expect(() => makeFolders(join(folder, 'file/a'))).toThrow(/ENOTDIR/);
});

it.skipIf(process.platform !== 'linux')('comes back from where no folder can be made', () => {
  expect(() => makeFolders('/proc/adieu/a')).toThrow(/ENOENT|EACCES|EPERM/);
});
