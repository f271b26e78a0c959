import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isPublicAddress, publicLookup } from './addresses.ts';
import { Failed } from './failed.ts';
import { fill } from './fill.ts';
import { notAskable, publicHostName } from './hosts.ts';

// On a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const inner = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.251',
  '239.1.1.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::10.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
];
const outer = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.0.1',
  '172.32.0.1',
  '198.20.0.1',
  '223.255.255.1',
  '2606:4700::1111',
  '64:ff9b::808:808',
];

test.each(inner)('%s is no public address', (address) => expect(isPublicAddress(address)).toBe(false));
test.each(outer)('%s is a public address', (address) => expect(isPublicAddress(address)).toBe(true));

describe('the look-up of a connection', () => {
  const found = (addresses: readonly string[], options = {}): Promise<unknown> =>
    new Promise((resolve) => {
      const all = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
      publicLookup(() => Promise.resolve(all))('www.example.com', options, (error, ...given) => resolve(error ?? given));
    });

  test.each(inner.filter((address) => !address.includes('%')))(
    'gives nothing where a name leads to %s, even beside a public address',
    async (address) => {
      for (const options of [{}, { all: true }, { family: 4 }, { family: 6 }])
        for (const addresses of [[address], ['1.1.1.1', '2606:4700::1111', address]])
          expect(await found(addresses, options)).toEqual(new Failed('private-address'));
    },
  );

  test('gives exactly what the name was resolved to, once', async () => {
    expect(await found(['1.1.1.1', '2606:4700::1111'])).toEqual(['1.1.1.1', 4]);
    expect(await found(['1.1.1.1', '2606:4700::1111'], { family: 6 })).toEqual(['2606:4700::1111', 6]);
    expect(await found(['1.1.1.1'], { all: true })).toEqual([[{ address: '1.1.1.1', family: 4 }]]);
    expect(await found([])).toEqual(new Failed('unreachable'));
  });

  test('asks the system where nothing else is given, and believes it no more', async () => {
    const error = await new Promise((resolve) => publicLookup()('localhost', {}, (error) => resolve(error)));
    expect(error).toEqual(new Failed('private-address'));
  });
});

describe('a server that a person names', () => {
  test.each([
    ['mastodon.social', 'mastodon.social'],
    ['Mastodon.Social', 'mastodon.social'],
    ['bücher.example.org', 'xn--bcher-kva.example.org'],
    ['xn--bcher-kva.example.org', 'xn--bcher-kva.example.org'],
  ])('%s is %s', (name, host) => expect(publicHostName(name)).toBe(host));

  test.each([
    'localhost',
    'printer',
    'router.local',
    'nas.lan',
    'a.internal',
    'x.home.arpa',
    '10.in-addr.arpa',
    'a.localhost',
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '１２７.０.０.１',
    '8.8.8.8',
    '[::1]',
    'mastodon.social:8443',
    'mastodon.social/path',
    'https://mastodon.social',
    'user@mastodon.social',
    'user:word@mastodon.social:443',
    '1:2::3',
    'mastodon.social?x',
    'mastodon.social#x',
    'mastodon.social\\x',
    'mastodon%2esocial',
    'mastodon..social',
    '.mastodon.social',
    'mastodon.social.',
    '-a.social',
    'a b.social',
    'a.social\n',
    '\u{0}a.social',
    `${'a'.repeat(64)}.social`,
    `${'a.'.repeat(130)}social`,
    '',
    '.',
    '..',
  ])('%j is refused', (name) => expect(publicHostName(name)).toBeNull());

  test('whatever it is, the address leads to a public name on 443 by https, or there is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.ipV4()), (server) => {
        const url = fill('https://{server}/@{username}', { username: 'a', handle: null, id: null, server });
        if (typeof url === 'string') {
          expect(url).toBe(server === '' ? 'no-name' : 'bad-server');
          return;
        }
        expect(notAskable(url)).toBeNull();
        expect(url.pathname).toBe('/@a');
        expect(publicHostName(url.hostname)).toBe(url.hostname);
      }),
    );
  });
});

describe('a name in an address', () => {
  const nobody = { username: null, handle: null, id: null, server: null };
  const of = (template: string, account: object): string => String(fill(template, { ...nobody, ...account }));

  test.each([
    ['https://www.tiktok.com/@{username}', { username: 'solène' }, 'https://www.tiktok.com/@sol%C3%A8ne'],
    ['https://x.com/{username}', { username: '../../a?b#c' }, 'https://x.com/..%2F..%2Fa%3Fb%23c'],
    ['https://x.com/i?id={id}', { id: '1&admin=1' }, 'https://x.com/i?id=1%26admin%3D1'],
    ['https://{username}.tumblr.com/', { username: 'staff' }, 'https://staff.tumblr.com/'],
    ['https://{handle}/.well-known/atproto-did', { handle: 'a.bsky.social' }, 'https://a.bsky.social/.well-known/atproto-did'],
    ['https://{server}/api?acct={username}', { server: 'm.social', username: 'a' }, 'https://m.social/api?acct=a'],
    ['https://x.com/{username}', {}, 'no-name'],
    ['https://x.com/{username}', { username: '' }, 'no-name'],
    ['https://x.com/{username}', { username: '..' }, 'bad-name'],
    ['https://x.com/{username}', { username: '.' }, 'bad-name'],
    ['https://x.com/{username}', { username: 'a\ud800' }, 'bad-name'],
    ['https://x.com/{username}', { username: 'a'.repeat(301) }, 'bad-name'],
    ['https://{username}.tumblr.com/', { username: 'evil.example/x' }, 'bad-name'],
    ['https://{username}.tumblr.com/', { username: 'a@b' }, 'bad-name'],
    ['https://{handle}/', { handle: '127.0.0.1' }, 'private-address'],
    ['https://{handle}/', { handle: '0x7f000001' }, 'private-address'],
    ['https://{handle}/', { handle: 'localhost' }, 'private-address'],
    ['https://{server}/', { server: 'localhost' }, 'bad-server'],
  ])('%s with %j is %s', (template, account, expected) => expect(of(template, account)).toBe(expected));

  test('stays one part of the path, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (username) => {
        const url = fill('https://www.example.com/a/{username}/b', { ...nobody, username });
        if (typeof url === 'string') return;
        expect(url.host).toBe('www.example.com');
        expect(url.pathname.split('/')).toHaveLength(4);
        expect(decodeURIComponent(url.pathname.split('/')[2] ?? '')).toBe(username);
        expect(url.search + url.hash).toBe('');
      }),
    );
  });
});

test.each([
  ['http://www.example.com/', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['javascript:alert(1)', 'not-https'],
  ['data:text/html,x', 'not-https'],
  ['ftp://www.example.com/', 'not-https'],
  ['https://www.example.com:22/', 'odd-port'],
  ['https://localhost./', 'private-address'],
  ['https://2130706433/', 'private-address'],
  ['https://0x7f.1/', 'private-address'],
  ['https://[::ffff:7f00:1]/', 'private-address'],
  ['https://[fe80::1]/', 'private-address'],
  ['https://169.254.169.254/latest/meta-data/', 'private-address'],
  ['https://www.example.com:443/', null],
  ['https://1.1.1.1/', null],
] as const)('%s may be asked: %s', (address, expected) => expect(notAskable(new URL(address))).toBe(expected));
