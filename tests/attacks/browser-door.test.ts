/** What a web page elsewhere, another program or another user of this machine can try against the browser door. Real server, real sockets. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes } from '../../shared/loopback.ts';
import { openDoorToAttack, postToken, secretPage, statusOf, tokenIn, type AttackedDoor } from './open-door.ts';

let attacked: AttackedDoor;
let port: number;

beforeAll(async () => {
  attacked = await openDoorToAttack();
  port = attacked.door.port;
});
afterAll(() => attacked.close());
beforeEach(() => {
  attacked.reached.length = 0;
});

/** Opens a WebSocket with these headers; gives its first event's name, and the status where it was refused. */
async function tryWebSocket(headers: Record<string, string>, path = '/rpc'): Promise<{ opened: boolean; status: number | null }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('open', () => {
      socket.terminate();
      resolve({ opened: true, status: null });
    });
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve({ opened: false, status: response.statusCode ?? null });
    });
    socket.once('close', () => resolve({ opened: false, status: null }));
  });
}

describe('the one-time token', () => {
  test('opens the door once, with a cookie that no script and no other site can use', async () => {
    const token = tokenIn(attacked.door.address());
    const first = await postToken(attacked.origin, token);
    expect(first.status).toBe(204);
    const [pair, ...attributes] = (first.headers.get('set-cookie') ?? '').split('; ');
    expect(pair).toMatch(new RegExp(`^adieu-${port}=[A-Za-z0-9_-]{43}$`));
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);

    const second = await postToken(attacked.origin, token);
    expect(second.status).toBe(401);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  test.each([
    ['another of the same length', 'A'.repeat(43), 401],
    ['an empty one', '', 400],
    ['a longer one', 'A'.repeat(44), 400],
    ['a number', 7, 400],
    ['a list', ['A'.repeat(43)], 400],
    ['nothing', null, 400],
  ])('is not %s', async (_, token, status) => {
    const answer = await postToken(attacked.origin, token);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('expires', async () => {
    let now = 0;
    const other = await openDoorToAttack({ tokenLife: 1000, now: () => now });
    try {
      const token = tokenIn(other.door.address());
      now = 1000;
      expect((await postToken(other.origin, token)).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  test('holds 256 bits and is new each time', () => {
    const tokens = Array.from({ length: 50 }, () => tokenIn(attacked.door.address()));
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('of one door does not open another', async () => {
    const other = await openDoorToAttack();
    try {
      expect((await postToken(attacked.origin, tokenIn(other.door.address()))).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  test.each([
    ['not JSON', '{"token"'],
    ['longer than a token needs', JSON.stringify({ token: 'A'.repeat(5000) })],
  ])('in a body that is %s is refused', async (_, body) => {
    const answer = await fetch(`${attacked.origin}/session`, {
      method: 'POST',
      headers: { Origin: attacked.origin, 'Content-Type': 'application/json' },
      body,
    });
    expect([400, 413]).toContain(answer.status);
  });

  test('is not taken from a form, which any page could send', async () => {
    const token = tokenIn(attacked.door.address());
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await fetch(`${attacked.origin}/session`, {
        method: 'POST',
        headers: { Origin: attacked.origin, 'Content-Type': type },
        body: JSON.stringify({ token }),
      });
      expect(answer.status).toBe(415);
    }
  });
});

describe('without a session', () => {
  test('another user of the machine sees the app’s own files and nothing else', async () => {
    const page = await fetch(`${attacked.origin}/`);
    expect(await page.text()).toContain(secretPage);
    expect((await fetch(`${attacked.origin}/session`)).status).toBe(401);
    expect(
      (await fetch(`${attacked.origin}/upload?name=a`, { method: 'PUT', headers: { Origin: attacked.origin }, body: 'x' }))
        .status,
    ).toBe(401);
    expect(await tryWebSocket({ Origin: attacked.origin })).toEqual({ opened: false, status: 401 });
    expect(attacked.reached).toEqual([]);
  });

  test.each([
    ['a made-up one', () => `adieu-${port}=${'A'.repeat(43)}`],
    ['an empty one', () => `adieu-${port}=`],
    ['a hundred made-up ones', () => Array.from({ length: 100 }, (_, n) => `adieu-${port}=${n}`).join('; ')],
  ])('%s is no cookie', async (_, cookie) => {
    expect(await tryWebSocket({ Origin: attacked.origin, Cookie: cookie() })).toEqual({ opened: false, status: 401 });
    expect(attacked.reached).toEqual([]);
  });

  test('the cookie of another door is not good here, under either name', async () => {
    const other = await openDoorToAttack();
    try {
      const cookie = await other.enter();
      expect(await tryWebSocket({ Origin: attacked.origin, Cookie: cookie })).toEqual({ opened: false, status: 401 });
      const renamed = cookie.replace(`adieu-${other.door.port}`, `adieu-${port}`);
      expect(await tryWebSocket({ Origin: attacked.origin, Cookie: renamed })).toEqual({ opened: false, status: 401 });
    } finally {
      await other.close();
    }
  });

  // Only root can become somebody else, and only Linux tells whose a connection is.
  test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
    'another user of a Linux machine is not even answered',
    async () => {
      const code = `require('http').get('${attacked.origin}/',r=>{console.log('answered '+r.statusCode);r.resume()}).on('error',()=>console.log('hung up'))`;
      const child = spawn(process.execPath, ['-e', code], {
        uid: 65534,
        gid: 65534,
        cwd: '/',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (part) => (said += String(part)));
      await once(child, 'close');
      expect(said.trim()).toBe('hung up');
    },
  );
});

describe('with the right cookie, but from elsewhere', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await attacked.enter();
  });

  test('the honest way works', async () => {
    expect(await tryWebSocket({ Origin: attacked.origin, Cookie: cookie })).toEqual({ opened: true, status: null });
    expect(attacked.reached).toEqual(['connect']);
  });

  const wrongHosts = (): [string, string][] => [
    ['a name that points here (DNS rebinding)', `rebound.example:${port}`],
    ['the same without its port', '127.0.0.1'],
    ['another port', `127.0.0.1:${port + 1}`],
    ['another way to write it', `127.1:${port}`],
    ['yet another', `0x7f000001:${port}`],
    ['a name that begins like ours', `127.0.0.1.rebound.example:${port}`],
    ['a name that ends like ours', `rebound.localhost:${port}`],
    ['ours in capitals', `LOCALHOST:${port}`],
    ['ours with a dot', `localhost.:${port}`],
    ['a user before it', `me@127.0.0.1:${port}`],
    ['IPv6', `[::1]:${port}`],
    ['nothing', ''],
  ];

  test('Host must be exactly ours, on every route and on the WebSocket', async () => {
    for (const [what, host] of wrongHosts()) {
      for (const path of ['/', '/session', '/upload?name=a', '/nothing']) {
        const answer = await attacked.send(
          `GET ${path} HTTP/1.1`,
          `Host: ${host}`,
          `Cookie: ${cookie}`,
          'Connection: close',
          '',
          '',
        );
        expect([400, 421], what).toContain(statusOf(answer));
        expect(answer).not.toContain(secretPage);
      }
      const upgrade = await attacked.send(
        'GET /rpc HTTP/1.1',
        `Host: ${host}`,
        `Origin: http://${host}`,
        `Cookie: ${cookie}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        '',
        '',
      );
      expect([400, 421], what).toContain(statusOf(upgrade));
    }
    expect(attacked.reached).toEqual([]);
  });

  test('two Host headers, or none, are refused', async () => {
    const ours = `Host: 127.0.0.1:${port}`;
    for (const hosts of [[ours, 'Host: rebound.example'], ['Host: rebound.example', ours], [ours, ours], []]) {
      const answer = await attacked.send('GET / HTTP/1.1', ...hosts, 'Connection: close', '', '');
      expect(statusOf(answer)).toBe(400);
    }
    expect(statusOf(await attacked.send('GET / HTTP/1.0', '', ''))).toBe(400);
  });

  const foreignOrigins = (): string[] => [
    'http://rebound.example',
    'https://rebound.example',
    `http://127.0.0.1:${port + 1}`,
    'http://127.0.0.1',
    `https://127.0.0.1:${port}`,
    `http://localhost:${port}`,
    `http://127.0.0.1:${port}.rebound.example`,
    `http://127.0.0.1:${port}@rebound.example`,
    'null',
    'file://',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    '',
  ];

  test('a foreign Origin is refused on every method and route', async () => {
    for (const origin of foreignOrigins()) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'QUERY']) {
        for (const path of ['/', '/session', '/upload?name=a']) {
          const answer = await attacked.send(
            `${method} ${path} HTTP/1.1`,
            `Host: 127.0.0.1:${port}`,
            `Origin: ${origin}`,
            `Cookie: ${cookie}`,
            'Content-Length: 0',
            'Connection: close',
            '',
            '',
          );
          expect(statusOf(answer), `${method} ${path} from ${origin}`).toBe(403);
          expect(answer.toLowerCase()).not.toContain('access-control-');
        }
      }
    }
    expect(attacked.reached).toEqual([]);
  });

  test('a WebSocket from a foreign Origin, a null one, or none is refused', async () => {
    for (const origin of foreignOrigins()) {
      expect(await tryWebSocket({ Origin: origin, Cookie: cookie }), origin).toEqual({ opened: false, status: 403 });
    }
    expect(await tryWebSocket({ Cookie: cookie })).toEqual({ opened: false, status: 403 });
    expect(attacked.reached).toEqual([]);
  });

  test('what changes something must say where it comes from', async () => {
    for (const [method, path] of [
      ['PUT', '/upload?name=a'],
      ['POST', '/session'],
      ['DELETE', '/'],
    ] as const) {
      const answer = await fetch(`${attacked.origin}${path}`, { method, headers: { Cookie: cookie } });
      expect(answer.status).toBe(403);
    }
    expect(attacked.reached).toEqual([]);
  });

  test('a browser that says the request comes from another site, or another port of this one, is believed', async () => {
    for (const site of ['cross-site', 'same-site', 'nonsense']) {
      for (const path of ['/', '/session']) {
        const answer = await fetch(`${attacked.origin}${path}`, {
          headers: { Cookie: cookie, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors' },
        });
        expect(answer.status, `${path} ${site}`).toBe(403);
      }
      expect((await tryWebSocket({ Origin: attacked.origin, Cookie: cookie, 'Sec-Fetch-Site': site })).status).toBe(403);
    }
  });

  test('a window may come in from elsewhere only while an address waits to be opened', async () => {
    const other = await openDoorToAttack();
    const visit = (path: string, dest: string) =>
      other.send(
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${other.door.port}`,
        'Sec-Fetch-Site: cross-site',
        'Sec-Fetch-Mode: navigate',
        `Sec-Fetch-Dest: ${dest}`,
        'Connection: close',
        '',
        '',
      );
    try {
      expect(statusOf(await visit('/', 'document'))).toBe(403);
      const token = tokenIn(other.door.address());
      expect(statusOf(await visit('/', 'document'))).toBe(200);
      expect(statusOf(await visit('/', 'iframe'))).toBe(403);
      expect(statusOf(await visit('/session', 'document'))).toBe(403);
      await postToken(other.origin, token);
      expect(statusOf(await visit('/', 'document'))).toBe(403);
    } finally {
      await other.close();
    }
  });
});

describe('requests out of shape', () => {
  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/%252e%252e%252fpackage.json',
    '/%c0%ae%c0%ae/package.json',
    '/....//package.json',
    '/assets/../../../package.json',
    '/./',
    '/index.html/..',
    '/%00',
    '/index.html%00.png',
    '/proc/self/environ',
    '/C:/Windows/win.ini',
    '/file:///etc/passwd',
    '/assets',
    '/assets/',
    '/?',
    '/?/../../package.json',
    '/;/../package.json',
    '/package.json',
    '/rpc',
    '/rpc/x',
    '/session/x',
    '/upload/../session',
  ])('GET %s finds nothing', async (path) => {
    const answer = await attacked.send(`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close', '', '');
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toContain(secretPage);
    expect(answer).not.toMatch(/"name"|root:/);
  });

  test.each([
    'http://127.0.0.1:PORT/',
    'http://rebound.example/',
    'file:///etc/passwd',
    '//rebound.example/',
    '*',
    'rebound.example:443',
    'index.html',
  ])('the request target %s is refused', async (target) => {
    const answer = await attacked.send(
      `GET ${target.replace('PORT', String(port))} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: close',
      '',
      '',
    );
    expect(statusOf(answer)).toBe(400);
    expect(answer).not.toContain(secretPage);
  });

  test.each(['TRACE', 'OPTIONS', 'CONNECT', 'DELETE', 'PATCH', 'PUT', 'POST', 'PROPFIND', 'NONSENSE', 'get'])(
    '%s / is not answered with anything',
    async (method) => {
      const answer = await attacked.send(
        `${method} / HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Origin: ${attacked.origin}`,
        'X-Echo: do-not-echo',
        'Content-Length: 0',
        'Connection: close',
        '',
        '',
      );
      // CONNECT is hung up on without a word.
      expect([0, 400, 405]).toContain(statusOf(answer));
      expect(answer).not.toContain(secretPage);
      expect(answer).not.toContain('do-not-echo');
    },
  );

  test('headers beyond the limit are refused', async () => {
    const answer = await attacked.send('GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, `X-Long: ${'x'.repeat(20_000)}`, '', '');
    expect(statusOf(answer)).toBe(431);
  });

  test('a body where none belongs is refused, however it is announced', async () => {
    for (const announced of ['Content-Length: 5', 'Transfer-Encoding: chunked']) {
      const answer = await attacked.send('GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, announced, '', 'hello');
      expect([400, 413]).toContain(statusOf(answer));
    }
  });

  test('a second request cannot be smuggled in behind the first', async () => {
    const smuggled = ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, '', ''].join('\r\n');
    for (const lengths of [
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      ['Content-Length: 5', 'Content-Length: 6'],
      ['Transfer-Encoding: chunked, identity'],
    ]) {
      const answer = await attacked.send(
        'POST /session HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: ${attacked.origin}`,
        ...lengths,
        '',
        `0\r\n\r\n${smuggled}`,
      );
      expect(statusOf(answer)).toBe(400);
      expect(answer).not.toContain(secretPage);
    }
  });

  test.each([
    ['headers', { headers: 200 }],
    ['small body', { smallBody: 200 }],
    ['upload', { idle: 400 }],
  ])('a request that never ends its %s is hung up on', async (what, limit) => {
    const other = await openDoorToAttack({ limits: { headers: 60_000, smallBody: 60_000, idle: 60_000, ...limit } });
    try {
      const host = `Host: 127.0.0.1:${other.door.port}`;
      const json = ['Content-Type: application/json', 'Content-Length: 100', '', '{'];
      const cookie = `Cookie: ${await other.enter()}`;
      const slow = {
        headers: ['GET / HTTP/1.1', host, 'X-Slow: '],
        'small body': ['POST /session HTTP/1.1', host, `Origin: ${other.origin}`, ...json],
        upload: ['PUT /upload?name=a HTTP/1.1', host, `Origin: ${other.origin}`, cookie, 'Content-Length: 100', '', 'x'],
      }[what];
      expect([0, 408]).toContain(statusOf(await other.send(...(slow ?? []))));
    } finally {
      await other.close();
    }
  });

  test('an upgrade to anything but the contract is refused', async () => {
    const cookie = await attacked.enter();
    attacked.reached.length = 0;
    for (const path of ['/', '/session', '/upload', '/rpc/', '/rpc?x', '/RPC']) {
      expect(await tryWebSocket({ Origin: attacked.origin, Cookie: cookie }, path), path).toEqual({ opened: false, status: 404 });
    }
    const answer = await attacked.send(
      'GET /rpc HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: ${attacked.origin}`,
      `Cookie: ${cookie}`,
      'Connection: Upgrade',
      'Upgrade: h2c',
      '',
      '',
    );
    expect(statusOf(answer)).toBe(400);
    expect(attacked.reached).toEqual([]);
  });
});

describe('every answer', () => {
  test('carries the headers that keep the page to itself', async () => {
    for (const path of ['/', '/nothing', '/session', '/upload']) {
      const { headers } = await fetch(`${attacked.origin}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'none'");
      expect(policy).not.toMatch(/unsafe|https:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});

describe('a page inside', () => {
  let inside: AttackedDoor;
  let cookie: string;
  let gaveUp: Promise<void>;
  beforeEach(async () => {
    const givenUp = Promise.withResolvers<void>();
    gaveUp = givenUp.promise;
    inside = await openDoorToAttack({ givenUp: givenUp.resolve });
    cookie = await inside.enter();
  });
  afterEach(() => inside.close());

  async function connectPage(): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${inside.door.port}/rpc`, {
      headers: { Origin: inside.origin, Cookie: cookie },
    });
    socket.on('error', () => {});
    await once(socket, 'open');
    return socket;
  }

  test('is hung up on when it sends bytes that are no text, or too many', async () => {
    const binary = await connectPage();
    binary.send(Buffer.from([1, 2, 3]));
    expect((await once(binary, 'close'))[0]).toBe(closeCodes.badFrame);
    const large = await connectPage();
    large.send('x'.repeat(1024 * 1024 + 1));
    expect((await once(large, 'close'))[0]).toBe(1009);
  });

  test('hears when the engine has died, and finds it running again', async () => {
    const first = await connectPage();
    first.send('die');
    expect((await once(first, 'close'))[0]).toBe(closeCodes.engineEnded);
    const second = await connectPage();
    second.send('still there?');
    expect(String((await once(second, 'message'))[0])).toBe('still there?');
    second.terminate();
  });

  test('cannot make the engine be started for ever', async () => {
    for (let death = 0; death < 4; death++) {
      const page = await connectPage();
      page.send('die');
      await once(page, 'close');
    }
    await gaveUp;
  });

  test('says goodbye when the last window has been gone for the time allowed, not when it is loaded again', async () => {
    const grace = 10_000;
    let gone = 0;
    const other = await openDoorToAttack({ grace, lastWindowGone: () => gone++ });
    try {
      const headers = { Origin: other.origin, Cookie: await other.enter() };
      const open = async () => {
        const socket = new WebSocket(`ws://127.0.0.1:${other.door.port}/rpc`, { headers });
        await once(socket, 'open');
        return socket;
      };
      /** Until the door itself has noticed: what it is asked next comes after. */
      const leave = async (socket: WebSocket) => {
        socket.close();
        await once(socket, 'close');
        await fetch(`${other.origin}/`);
      };
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const first = await open();
      const second = await open();
      await leave(first);
      vi.advanceTimersByTime(grace);
      expect(gone, 'one of two has gone').toBe(0);
      await leave(second);
      vi.advanceTimersByTime(grace - 1);
      const again = await open();
      vi.advanceTimersByTime(grace);
      expect(gone, 'loaded again').toBe(0);
      await leave(again);
      vi.advanceTimersByTime(grace);
      expect(gone).toBe(1);
    } finally {
      vi.useRealTimers();
      await other.close();
    }
  });

  test('uploads a file byte for byte, and hears why one is not wanted', async () => {
    const headers = { Origin: inside.origin, Cookie: cookie };
    const body = Buffer.alloc(9 * 1024 * 1024, 'adieu');
    const sent = await fetch(`${inside.origin}/upload?name=${encodeURIComponent('été & <b>.zip')}`, {
      method: 'PUT',
      headers,
      body,
    });
    expect(await sent.json()).toMatchObject({ name: 'été & <b>.zip', bytes: body.length });
    const unwanted = await fetch(`${inside.origin}/upload?name=unwanted`, { method: 'PUT', headers, body });
    expect(unwanted.status).toBe(422);
    expect(await unwanted.json()).toEqual({ code: 'vault-locked', detail: {} });
  });

  test.each(['', '?', '?name=', '?name=a&name=b', '?name=a&path=/etc/passwd', '?name=a%00b', `?name=${'n'.repeat(1025)}`])(
    'does not upload to /upload%s',
    async (query) => {
      const answer = await fetch(`${inside.origin}/upload${query}`, {
        method: 'PUT',
        headers: { Origin: inside.origin, Cookie: cookie },
        body: 'x',
      });
      expect(answer.status).toBe(400);
      expect(inside.reached).toEqual([]);
    },
  );

  test('cannot fill the memory: what the engine does not take is not read', async () => {
    const socket = connect(inside.door.port, '127.0.0.1');
    socket.on('error', () => {});
    const lines = [
      'PUT /upload?name=stuck HTTP/1.1',
      `Host: 127.0.0.1:${inside.door.port}`,
      `Origin: ${inside.origin}`,
      `Cookie: ${cookie}`,
    ];
    socket.write([...lines, `Content-Length: ${1024 ** 3}`, '', ''].join('\r\n'));
    const chunk = Buffer.alloc(1024 * 1024);
    let written = 0;
    // Until the kernel's buffers and the window are full: then a write stays unfinished while the server still answers others.
    let unfinished = false;
    while (!unfinished && written < 256) {
      const done = new Promise<boolean>((resolve) => socket.write(chunk, () => resolve(false)));
      const answered = (async () => {
        for (let visit = 0; visit < 20; visit++) await (await fetch(`${inside.origin}/`)).text();
        return true;
      })();
      unfinished = await Promise.race([done, answered]);
      written++;
    }
    expect(unfinished).toBe(true);
    expect(written).toBeLessThan(64);
    socket.destroy();
  });

  test('that goes away in the middle of an upload leaves nothing waiting', async () => {
    const socket = connect(inside.door.port, '127.0.0.1');
    const lines = [
      'PUT /upload?name=half HTTP/1.1',
      `Host: 127.0.0.1:${inside.door.port}`,
      `Origin: ${inside.origin}`,
      `Cookie: ${cookie}`,
    ];
    socket.end([...lines, 'Content-Length: 100', '', 'half of it'].join('\r\n'));
    await once(socket.resume(), 'close');
    const page = await connectPage();
    page.send('well?');
    expect(String((await once(page, 'message'))[0])).toBe('well?');
    page.terminate();
  });
});
