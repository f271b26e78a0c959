import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { Adieu, said } from './adieu.ts';

it('opens the browser door, says where it is, and ends when it is told to', async () => {
  const adieu = await Adieu.make();
  onTestFinished(() => adieu.remove());
  const door = adieu.start(['serve', '--no-open']);
  const ended = once(door, 'exit');
  // A page that was never built is built first.
  const address =
    /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(await said(door, 'stdout', /http:\/\/127\.0\.0\.1:\d+\/\S*\s/))?.[0] ?? '';
  const { status, headers } = await fetch(new URL('/', address));
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  door.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(new URL('/', address))).rejects.toThrow();
});

it('refuses a clock that stands nowhere', async () => {
  const adieu = await Adieu.make();
  onTestFinished(() => adieu.remove());
  const { code, stderr } = await adieu.run(['serve', '--no-open'], { env: { ADIEU_NOW: 'tomorrow' } });
  expect(code).toBe(2);
  expect(stderr).toContain('not an instant: tomorrow');
});
