/** What a stranger on the internet can do to somebody who looks: each ends in a code, soon, with little read and nobody inside asked. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureContext, TlsOptions } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Condition, Probe } from '../../shared/facts/index.ts';
import { Look, type LookAnswer } from '../../shared/outlook.ts';
import { makeAuthority } from '../../tests/outside/authority.ts';
import { setStage, type Answering, type Stage } from '../../tests/outside/stage.ts';
import { look, type Outside } from './index.ts';

// On a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

let stage: Stage;
/** Names that the system's look-up was asked for. */
let resolved: string[];
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.requests.length = 0;
  resolved = [];
});

const gone: Condition = { status: [404] };
const present: Condition = { includes: ['is here'] };
const probe = (signals: Probe['signals'], address = 'https://www.example.com/{username}'): Probe => ({
  id: 'page',
  address,
  signals,
  weight: 'clear',
  note: null,
  confidence: 'official',
  date: null,
  sources: ['a'],
});
const usual = [
  { when: present, says: 'present' as const },
  { when: gone, says: 'gone' as const },
];

/** Everything leads to the stage, except what ends in `.org`, which the system resolves into the inside. */
function around(over: Partial<Outside> = {}, port = stage.port): Outside {
  return {
    probes: [probe(usual)],
    account: { username: 'solene', handle: null, id: null, server: null },
    inGrace: false,
    now: () => new Date('2026-11-24T12:00:00Z'),
    env: {},
    dial: {
      ca: stage.authority.certificate,
      to: (host) => (host.endsWith('.org') ? null : { address: '127.0.0.1', port }),
      resolve: (host) => {
        resolved.push(host);
        return Promise.resolve([
          { address: '1.1.1.1', family: 4 },
          { address: host.startsWith('six') ? 'fd00::1' : '10.0.0.7', family: host.startsWith('six') ? 6 : 4 },
        ]);
      },
    },
    ...over,
  };
}

async function answered(outside: Outside): Promise<LookAnswer> {
  const looked = Look.parse(await look(outside));
  const [answer] = looked.answers;
  if (!answer) throw new Error('nothing was asked');
  if (answer.failed !== null) expect(looked.verdict).toBe('unsure');
  return answer;
}

const leadTo =
  (location: string): Answering =>
  (_, response) =>
    response.writeHead(302, { Location: location }).end();
const page =
  (text: string, head: Record<string, string> = {}, status = 200): Answering =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...head }).end(text);

describe('a redirect', () => {
  test.each([
    ['http://www.example.com/', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://127.0.0.1:443/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://10.0.0.7/', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://[::ffff:10.0.0.7]/', 'private-address'],
    ['//localhost/x', 'private-address'],
    ['https://router.lan/', 'private-address'],
    ['https://www.example.com:8443/', 'odd-port'],
    ['https://exa mple/', 'bad-address'],
  ])('to %s is not followed: %s', async (location, failed) => {
    stage.answer = leadTo(location);
    expect(await answered(around())).toMatchObject({ failed, says: null, status: 302 });
    expect(stage.requests).toHaveLength(1);
    expect(resolved).toEqual([]);
  });

  test.each(['https://inside.example.org/', 'https://six.example.org/'])(
    'to %s, which resolves into the inside',
    async (location) => {
      stage.answer = leadTo(location);
      expect(await answered(around())).toMatchObject({ failed: 'private-address', redirects: [location] });
      // Once, and the connection is to what was found then.
      expect(resolved).toHaveLength(1);
    },
  );

  test('to the inside says nothing, even where the facts know the path', async () => {
    stage.answer = leadTo('https://10.0.0.7/404');
    expect(await answered(around({ probes: [probe([{ when: { redirectsTo: '/404' }, says: 'gone' }])] }))).toMatchObject({
      says: null,
      failed: 'private-address',
    });
  });

  test('to itself, or from one to the next, ends after five', async () => {
    stage.answer = (request, response) => response.writeHead(307, { Location: `${request.url ?? ''}x` }).end();
    const { failed, redirects } = await answered(around());
    expect(failed).toBe('too-many-redirects');
    expect(redirects).toHaveLength(6);
    expect(stage.requests).toHaveLength(6);
  });

  test('takes no credentials, cookies or referrer along', async () => {
    stage.answer = (request, response) =>
      request.url === '/solene'
        ? response
            .writeHead(302, { Location: 'https://me:secret@other.example.com/b#c', 'Set-Cookie': 'a=b; Domain=example.com' })
            .end()
        : response.writeHead(404).end();
    expect(await answered(around())).toMatchObject({ says: 'gone', redirects: ['https://other.example.com/b'] });
    expect(stage.requests.map(({ headers }) => Object.keys(headers).toSorted().join(' '))).toEqual(
      Array<string>(2).fill('accept accept-encoding accept-language connection host user-agent'),
    );
    expect(stage.requests[1]).toMatchObject({
      asked: 'other.example.com /b',
      headers: { 'user-agent': 'Adieu', 'accept-language': 'en' },
    });
  });
});

describe('a first address', () => {
  test('that resolves into the inside is not connected to', async () => {
    const probes = [probe(usual, 'https://inside.example.org/{username}')];
    expect(await answered(around({ probes }))).toMatchObject({ failed: 'private-address', status: null });
  });

  test('whose placeholder is not known is not asked', async () => {
    const probes = [probe(usual, 'https://www.example.com/{id}')];
    const looked = await look(around({ probes }));
    expect(looked).toMatchObject({ verdict: 'unsure', because: 'no-name', answers: [{ address: null, failed: 'no-name' }] });
    expect(stage.requests).toEqual([]);
  });
});

/** Writes until nobody takes any more; counts the bytes. */
function pour(response: ServerResponse, part: Buffer): { bytes: number } {
  const poured = { bytes: 0 };
  const more = (): void => {
    while (!response.destroyed && response.write(part)) poured.bytes += part.length;
    poured.bytes += part.length;
  };
  response.on('drain', more).on('error', () => {});
  more();
  return poured;
}

describe('a body', () => {
  const zeros = Buffer.alloc(32 * 1024 * 1024);
  const bombs = {
    gzip: gzipSync(zeros),
    br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  };

  test('of gigabytes is read to the limit, and is not said to lack what may come after', async () => {
    let poured = { bytes: 0 };
    stage.answer = (_, response) => {
      response.writeHead(200).write('is here');
      poured = pour(response, Buffer.alloc(65_536, 'x'));
    };
    expect(await answered(around())).toMatchObject({ says: 'present', signal: '200, “is here”' });
    expect(poured.bytes).toBeLessThan(64 * 1024 * 1024);
    const lacks = [{ when: { lacks: ['not there'] }, says: 'present' as const }];
    expect(await answered(around({ probes: [probe(lacks)] }))).toMatchObject({ says: null, failed: null });
  });

  test.each(['gzip', 'br'] as const)('that is a bomb of %s is unpacked to the limit', async (kind) => {
    let poured = { bytes: 0 };
    stage.answer = (_, response) => {
      response.writeHead(200, { 'Content-Encoding': kind });
      if (kind === 'gzip') poured = pour(response, bombs.gzip);
      else response.end(bombs.br);
    };
    const before = process.memoryUsage().arrayBuffers;
    expect(await answered(around())).toMatchObject({ says: null, failed: null, status: 200 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    expect(poured.bytes).toBeLessThan(64 * 1024 * 1024);
  });

  test('that unpacks to nothing, for ever, is read to the limit', async () => {
    stage.answer = (_, response) => void pour(response.writeHead(200, { 'Content-Encoding': 'gzip' }), gzipSync(''));
    expect(await answered(around())).toMatchObject({ says: null, failed: null, status: 200 });
  });

  test.each([
    ['gzip', gzipSync('it is here')],
    ['br', brotliCompressSync('it is here')],
  ])('in %s is unpacked', async (encoding, body) => {
    stage.answer = (_, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(body);
    expect(await answered(around())).toMatchObject({ says: 'present' });
  });

  test.each([
    ['that is not what it says', 'gzip', Buffer.from('is here')],
    ['that is cut while packed', 'gzip', gzipSync('is here').subarray(0, -9)],
    ['in a packing nobody asked for', 'zstd', Buffer.from('is here')],
    ['packed twice', 'gzip, gzip', gzipSync(gzipSync('is here'))],
  ])('%s says nothing', async (_, encoding, body) => {
    stage.answer = (_, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(body);
    expect(await answered(around())).toMatchObject({ says: null, failed: 'garbled' });
  });

  test('that breaks off says nothing', async () => {
    stage.answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('is here', () => response.destroy());
    };
    expect(await answered(around())).toMatchObject({ says: null, failed: 'reset' });
  });

  test('in another character set is read as it says', async () => {
    stage.answer = page('', { 'Content-Type': 'text/html; charset=nonsense' });
    expect(await answered(around())).toMatchObject({ failed: null });
    stage.answer = (_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html; charset=iso-8859-1' }).end(Buffer.from('supprimé', 'latin1'));
    const probes = [probe([{ when: { includes: ['supprimé'] }, says: 'gone' }])];
    expect(await answered(around({ probes }))).toMatchObject({ says: 'gone' });
  });
});

describe('one who is slow', () => {
  const short = { total: 400 };
  const drip = (
    socket: { write(text: string): unknown; once(event: 'close', told: () => void): unknown },
    begin: string,
  ): void => {
    socket.write(begin);
    const dripping = setInterval(() => socket.write('a'), 20);
    socket.once('close', () => clearInterval(dripping));
  };

  test.each([
    ['drips its head', 'HTTP/1.1 200 OK\r\nX: '],
    ['drips its body', 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nis here'],
    ['drips its first line', 'HTTP/1.1 200 '],
  ])('and %s is left when the whole time is over', async (_, begin) => {
    const port = await stage.raw((socket) => drip(socket, begin));
    expect(await answered(around({ limits: short }, port))).toMatchObject({ says: null, failed: 'timeout' });
  });

  test.each([
    ['nothing', ''],
    ['half a head', 'HTTP/1.1 200 OK\r\nX: '],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nis here'],
  ])('and says %s, then nothing, is left before', async (_, begin) => {
    const port = await stage.raw((socket) => socket.write(begin));
    expect(await answered(around({ limits: { total: 10_000, idle: 150 } }, port))).toMatchObject({
      says: null,
      failed: 'too-slow',
    });
  });

  test('and leads on slowly has one time for all', async () => {
    stage.answer = (request, response) =>
      void setTimeout(() => response.writeHead(302, { Location: `${request.url ?? ''}x` }).end(), 120);
    expect(await answered(around({ limits: short }))).toMatchObject({ failed: 'timeout' });
  });

  test('and promises for ever that more will come is left', async () => {
    const port = await stage.raw((socket) => {
      const promising = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'), 10);
      socket.once('close', () => clearInterval(promising));
    });
    expect(await answered(around({ limits: short }, port))).toMatchObject({ says: null, failed: 'timeout' });
  });
});

describe('one who does not speak properly', () => {
  const many = 'X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(20_000);
  test.each([
    ['floods with headers', 'too-much-header', `HTTP/1.1 404 Not Found\r\n${many}\r\n`],
    ['speaks another protocol', 'not-http', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['sends bytes', 'not-http', '\u0000\u0001\u0002\u0003\r\n\r\n'],
    ['answers with two lengths', 'not-http', 'HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['wants another protocol', 'not-http', 'HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
  ])('and %s', async (_, failed, spoken) => {
    const port = await stage.raw((socket) => socket.write(spoken));
    expect(await answered(around({ limits: { idle: 2000 } }, port))).toMatchObject({ says: null, failed });
  });

  test('and hangs up', async () => {
    const port = await stage.raw((socket) => socket.destroy());
    expect(await answered(around({}, port))).toMatchObject({ failed: 'reset' });
  });

  test('or is not there', async () => {
    const gone = await setStage();
    await gone.close();
    expect(await answered(around({}, gone.port))).toMatchObject({ failed: 'refused' });
  });

  test('or has no address', async () => {
    const dial = { ca: '', to: () => null, resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) };
    expect(await answered(around({ dial }))).toMatchObject({ failed: 'unreachable' });
  });
});

describe('a certificate', () => {
  test.each(['of another authority', 'that is over', 'of another host', 'that is none'])('%s is not believed', async (what) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const answer = (socket: { end(text: string): unknown }): void => void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    const as = (context: SecureContext): TlsOptions => ({ SNICallback: (_, told) => told(null, context) });
    const options = {
      'of another authority': as(makeAuthority().contextFor('www.example.com')),
      'that is over': stage.authority.expired('www.example.com'),
      'of another host': as(stage.authority.contextFor('www.example.net')),
      'that is none': {},
    }[what];
    const port = await stage.raw(answer, options);
    expect(await answered(around({}, port))).toMatchObject({ failed: 'tls', status: null });
    vi.unstubAllEnvs();
  });

  test('of the right host is', async () => {
    stage.answer = page('', {}, 404);
    expect(await answered(around())).toMatchObject({ says: 'gone', signal: '404' });
  });
});

describe('a wall', () => {
  test.each([401, 403, 407, 429, 451, 500, 502, 503, 504, 999])(
    'with status %i says nothing, whatever the page holds',
    async (status) => {
      stage.answer = page('is here', {}, status);
      const probes = [probe([...usual, { when: { status: [403, 429, 503] }, says: 'gone' }])];
      expect(await answered(around({ probes }))).toMatchObject({ says: null, failed: 'blocked', status });
    },
  );

  test.each([
    ['a page to log in', '<form><input name=u><input type="password" name=p></form>'],
    ['a captcha', '<div class="g-recaptcha"></div>'],
    ['a challenge', '<title>Just a moment...</title>'],
  ])('that is %s is no answer to a question that any page would fit', async (_, text) => {
    stage.answer = page(text);
    for (const when of [{ status: [200] }, { lacks: ['not found'] }, { status: [200], lacks: ['not found'] }])
      expect(await answered(around({ probes: [probe([{ when, says: 'present' }])] }))).toMatchObject({
        says: null,
        failed: 'blocked',
      });
  });

  test('somewhere else is no answer either, unless the facts know that it is', async () => {
    stage.answer = (request, response) =>
      request.url === '/solene' ? response.writeHead(302, { Location: '/accounts/login/?next=x' }).end() : response.end('hello');
    expect(await answered(around({ probes: [probe([{ when: { status: [200] }, says: 'present' }])] }))).toMatchObject({
      failed: 'blocked',
    });
    const known = probe([{ when: { status: [302], redirectsTo: '/accounts/login' }, says: 'gone' }]);
    expect(await answered(around({ probes: [known] }))).toMatchObject({ says: 'gone', signal: '302, → /accounts/login' });
  });
});

test('a redirect fits a path to the end of a word, or a whole address', async () => {
  const fits = async (location: string, redirectsTo: string): Promise<boolean> => {
    stage.answer = (request, response) =>
      request.url === '/solene' ? response.writeHead(302, { Location: location }).end() : response.end('hello');
    return (await answered(around({ probes: [probe([{ when: { redirectsTo }, says: 'gone' }])] }))).says === 'gone';
  };
  expect(await fits('/login', '/login')).toBe(true);
  expect(await fits('/login.php?next=a', '/login')).toBe(true);
  expect(await fits('/login/?a', '/login')).toBe(true);
  expect(await fits('/loginha', '/login')).toBe(false);
  expect(await fits('/a/login', '/login')).toBe(false);
  expect(await fits('/?error=404', '/?error=')).toBe(true);
  expect(await fits('/', 'https://www.example.com/')).toBe(true);
  expect(await fits('/a', 'https://www.example.com/')).toBe(false);
});

test('two signals that contradict each other say nothing', async () => {
  stage.answer = page('is here', {}, 404);
  expect(await answered(around())).toMatchObject({ says: null, failed: null, status: 404 });
});

test('is unsure where two probes contradict each other, and keeps what each said', async () => {
  stage.answer = (request, response) => (request.url === '/a/solene' ? response.writeHead(404).end() : response.end('is here'));
  const probes = [probe(usual, 'https://www.example.com/a/{username}'), { ...probe(usual), id: 'other' }];
  expect(await look(around({ probes }))).toMatchObject({
    verdict: 'unsure',
    because: 'disagree',
    answers: [{ says: 'gone' }, { says: 'present' }],
  });
});

test('gone while the account can still come back is said to look like that', async () => {
  stage.answer = page('', {}, 404);
  expect(await look(around({ inGrace: true }))).toMatchObject({
    at: '2026-11-24T12:00:00.000Z',
    verdict: 'gone',
    caveat: 'looks-like-deactivated',
  });
  expect(await look(around())).toMatchObject({ verdict: 'gone', caveat: null });
});

test('is stopped by the person, before it began or while it waits', async () => {
  await expect(look(around({ signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
  expect(stage.requests).toEqual([]);
  const stop = new AbortController();
  stage.answer = () => stop.abort();
  await expect(look(around({ signal: stop.signal }))).rejects.toMatchObject({ code: 'cancelled' });
});

describe('with a proxy', () => {
  const byProxy = (port: number, over: Record<string, string> = {}): Partial<Outside> => ({
    env: { HTTPS_PROXY: `http://localhost:${port}`, ...over },
    probes: [probe(usual, 'https://profile.example.org/{username}')],
  });

  test('everything goes through it, and it resolves the names', async () => {
    stage.answer = page('', {}, 404);
    const proxy = await stage.proxy();
    expect(await answered(around(byProxy(proxy.port)))).toMatchObject({ says: 'gone' });
    expect(proxy.asked).toEqual(['profile.example.org:443']);
    expect(resolved).toEqual([]);
    const lower = { HTTPS_PROXY: '', https_proxy: `http://127.0.0.1:${proxy.port}` };
    expect(await answered(around({ ...byProxy(proxy.port), env: lower }))).toMatchObject({ says: 'gone' });
  });

  test.each(['https://10.0.0.7/', 'https://[::1]/', 'https://localhost/', 'https://printer/', 'https://nas.local/'])(
    'it is not asked for %s',
    async (location) => {
      stage.answer = leadTo(location);
      const proxy = await stage.proxy();
      expect(await answered(around(byProxy(proxy.port)))).toMatchObject({ failed: 'private-address' });
      expect(proxy.asked).toEqual(['profile.example.org:443']);
    },
  );

  test('NO_PROXY goes the ordinary way, with its checks', async () => {
    const proxy = await stage.proxy();
    const around1 = around(byProxy(proxy.port, { NO_PROXY: '.example.org' }));
    expect(await answered(around1)).toMatchObject({ failed: 'private-address' });
    expect(proxy.asked).toEqual([]);
    expect(resolved).toEqual(['profile.example.org']);
  });

  test('nothing goes around one that refuses, is not there, or is of a kind that is not spoken', async () => {
    const closed = await setStage();
    await closed.close();
    expect(await answered(around(byProxy(closed.port)))).toMatchObject({ failed: 'refused' });
    for (const proxy of ['socks5://127.0.0.1:1080', 'nonsense'])
      expect(await answered(around({ ...byProxy(1), env: { HTTPS_PROXY: proxy } }))).toMatchObject({ failed: 'proxy' });
    expect(resolved).toEqual([]);
  });

  test('and an authority that the environment names, a whole process looks through it', async () => {
    stage.answer = page('', {}, 404);
    const proxy = await stage.proxy();
    const folder = await mkdtemp(join(tmpdir(), 'adieu-outlook-'));
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, stage.authority.certificate);
    const { env, probes, account } = around(byProxy(proxy.port));
    const code = `
      import { look } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'index.ts')).href)};
      const given = ${JSON.stringify({ probes, account, inGrace: false })};
      console.log(JSON.stringify(await look({ ...given, now: () => new Date() })));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, NO_PROXY: '', no_proxy: '', https_proxy: '', ...env, NODE_EXTRA_CA_CERTS: ca },
    }).finally(() => rmSync(folder, { recursive: true }));
    expect(Look.parse(JSON.parse(stdout))).toMatchObject({ verdict: 'gone', because: 'agrees' });
    expect(proxy.asked).toEqual(['profile.example.org:443']);
  });
});
