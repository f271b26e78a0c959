/** The desktop door, attacked: the compiled main, preload and engine, in a real Chromium page (tests/electron-stand-in). */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWith, type Built } from '../electron-stand-in/built.ts';
import { runStandIn, startProcess, type StandIn } from '../electron-stand-in/run.ts';
import { dropFiles } from '../electron-stand-in/drop-files.ts';
import { attackedPage, networkAttempts } from './electron-page.ts';
import { openNeighbour, type Neighbour } from './neighbour.ts';

const slow = { timeout: 60_000 };
let built: Built;
let home: string;
let app: StandIn;
let neighbour: Neighbour;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'adieu-home-'));
  neighbour = await openNeighbour('<!doctype html><title>evil</title>');
  built = await buildWith(attackedPage);
  app = await runStandIn({ main: built.main, home });
}, 120_000);

afterAll(async () => {
  await app?.quit();
  await neighbour?.close();
  await built?.remove();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

/** Runs it in the page and gives what came of it. */
const attempt = (expression: string) =>
  app.page.evaluate<{ did?: unknown; refused?: string }>(`outcome((async () => (${expression}))())`);
/** In a task of its own: what DevTools evaluates is itself beyond the policy. */
const later = (expression: string) =>
  `new Promise((resolve, reject) => setTimeout(() => { try { resolve(${expression}); } catch (error) { reject(error); } }))`;
/** A request of the page's own goes there and back after whatever it tried before. A navigation that is being refused may take it along. */
const settle = () => attempt(`fetch('/assets/some.txt').then((r) => r.text())`);
const stillThere = async () => {
  expect(await app.page.evaluate('[window.still, location.href]')).toEqual(['here', 'https://adieu.app.invalid/']);
};

describe('what the page has', () => {
  test('is one function and nothing of Electron or Node', slow, async () => {
    const found = await app.page.evaluate(`(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      const own = new Set(['still', 'ports', 'line', 'say', 'about', 'outcome', '0', '__playwright__binding__', '__playwright__binding__controller__']);
      return Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && !own.has(name));
    })()`);
    expect(found).toEqual(['adieu']);
    expect(await app.page.evaluate('[typeof adieu, Object.getOwnPropertyNames(adieu).sort().join()]')).toEqual([
      'function',
      'length,name',
    ]);
    expect(
      await app.page.evaluate(
        '["require", "process", "module", "Buffer", "ipcRenderer", "electron", "global"].filter((name) => name in window)',
      ),
    ).toEqual([]);
  });

  test('works: the engine answers over a port', slow, async () => {
    expect(await app.page.evaluate('about()')).toBe('electron');
  });

  test('is not there in a frame of the page', slow, async () => {
    const frames = await app.page.evaluate(`Promise.all(['about:blank', 'srcdoc'].map((kind) => new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = () => { resolve(typeof frame.contentWindow.adieu); frame.remove(); };
      if (kind === 'srcdoc') frame.srcdoc = '<p>frame</p>'; else frame.src = kind;
      document.body.append(frame);
    })))`);
    expect(frames).toEqual(['undefined', 'undefined']);
  });

  test('cannot be replaced by the page', slow, async () => {
    await app.page.evaluate(
      'window.adieu = 1; Reflect.deleteProperty(window, "adieu"); Reflect.defineProperty(window, "adieu", { value: 2 })',
    );
    expect(await app.page.evaluate('typeof adieu')).toBe('function');
  });
});

describe('the window goes nowhere', () => {
  const places: Readonly<Record<string, () => string>> = {
    'the neighbour': () => neighbour.http,
    'a web site': () => 'https://example.com/',
    'a file': () => 'file:///etc/passwd',
    'a page of data': () => 'data:text/html,<title>evil</title>',
    'a script': () => 'javascript:document.title="evil";"<title>evil</title>"',
    'another file of the app': () => '/assets/some.txt',
    'another host of the scheme': () => 'https://elsewhere.app.invalid/',
    'a name that begins alike': () => 'https://adieu.app.invalid.example.com/',
    'a port': () => 'https://adieu.app.invalid:444/',
  };
  for (const [name, place] of Object.entries(places)) {
    test(`not to ${name}, by script, link or form`, slow, async () => {
      const url = JSON.stringify(place());
      await app.page.evaluate(`(() => { location.href = ${url}; })()`);
      await app.page.evaluate(
        `(() => { const a = document.createElement('a'); a.href = ${url}; a.textContent = 'go'; document.body.append(a); a.click(); a.remove(); })()`,
      );
      await app.page.evaluate(
        `(() => { const f = document.createElement('form'); f.action = ${url}; f.method = 'post'; document.body.append(f); f.submit(); f.remove(); })()`,
      );
      await settle();
      await stillThere();
      expect(await app.page.evaluate('document.title')).toBe('attacked');
    });
  }

  test('what was tried reached main, and main refused', slow, async () => {
    const refused = (await app.happenings()).filter((it) => it.what === 'navigation' && it.mainFrame);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((it) => it.what === 'navigation' && it.prevented)).toBe(true);
    expect(refused.map((it) => it.what === 'navigation' && it.url)).toContain('app://elsewhere/');
    expect(neighbour.visits).toEqual([]);
  });

  test('no second window opens, by script or by link', slow, async () => {
    const pages = app.page.context().pages().length;
    await app.page.evaluate(`window.open('${neighbour.http}/opened')`);
    await app.page.evaluate(`window.open('/', '_blank', 'noopener')`);
    await app.page.evaluate(`window.open('about:blank')`);
    await app.page.evaluate(
      `(() => { const a = document.createElement('a'); a.href = '${neighbour.http}/blank'; a.target = '_blank'; document.body.append(a); a.click(); a.remove(); })()`,
    );
    await expect.poll(async () => (await app.happenings()).filter((it) => it.what === 'window-open').length).toBe(4);
    const opened = (await app.happenings()).filter((it) => it.what === 'window-open');
    expect(opened.map((it) => it.what === 'window-open' && it.action)).toEqual(['deny', 'deny', 'deny', 'deny']);
    await expect.poll(() => app.page.context().pages().length).toBe(pages);
    expect((await app.happenings()).filter((it) => it.what === 'opened-outside')).toEqual([]);
    expect(neighbour.visits).toEqual([]);
  });

  test('only a plain https address of a host that stands in the facts is handed to the system', slow, async () => {
    const kept = [
      'https://www.tiktok.com.example.com/',
      'https://example.com/?https://www.tiktok.com/',
      'https://www.tiktok.com:444/',
      'https://somebody@www.tiktok.com/',
      'http://www.tiktok.com/',
      'file:///etc/passwd',
    ];
    for (const address of [...kept, 'https://www.tiktok.com/setting'])
      await app.page.evaluate(`window.open(${JSON.stringify(address)}, '_blank', 'noopener')`);
    const opened = async () => (await app.happenings()).flatMap((it) => (it.what === 'opened-outside' ? it.url : []));
    await expect.poll(opened).toEqual(['https://www.tiktok.com/setting']);
    expect(neighbour.visits).toEqual([]);
  });

  test('a frame cannot be filled from elsewhere', slow, async () => {
    await app.page.evaluate(
      `(() => { const f = document.createElement('iframe'); f.id = 'f'; f.src = '${neighbour.http}/frame'; document.body.append(f); })()`,
    );
    await settle();
    expect(await app.page.evaluate(`(() => { document.getElementById('f').remove(); return true; })()`)).toBe(true);
    expect(neighbour.visits).toEqual([]);
    await stillThere();
  });
});

describe('the network is out of reach', () => {
  for (const [name, how] of Object.entries(networkAttempts)) {
    test(`by ${name}`, slow, async () => {
      expect(await attempt(how(neighbour))).toHaveProperty('refused');
      expect(await attempt(how({ http: 'https://example.com', ws: 'wss://example.com', udp: 0 }))).toHaveProperty('refused');
      expect(neighbour.visits).toEqual([]);
    });
  }

  test('by a beacon, a ping or a hint', slow, async () => {
    await app.page.evaluate(`navigator.sendBeacon('${neighbour.http}/beacon', 'x')`);
    await app.page.evaluate(
      `(() => { for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'prerender', 'manifest']) { const l = document.createElement('link'); l.rel = rel; l.href = '${neighbour.http}/' + rel; l.as = 'fetch'; document.head.append(l); } })()`,
    );
    await settle();
    expect(neighbour.visits).toEqual([]);
  });

  test('by WebRTC', slow, async () => {
    const candidates = await app.page.evaluate(`new Promise((resolve) => {
      const found = [];
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${neighbour.udp}' }] });
      peer.onicecandidate = (event) => { if (event.candidate) found.push(event.candidate.candidate); };
      peer.onicegatheringstatechange = () => { if (peer.iceGatheringState === 'complete') resolve(found.filter((it) => / (udp|UDP) /.test(it))); };
      peer.createDataChannel('x');
      peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    })`);
    expect(candidates).toEqual([]);
    expect(neighbour.visits).toEqual([]);
  });
});

describe('the machine is out of reach', () => {
  test('no permission but that of the copy button is granted', slow, async () => {
    const asked = (await app.happenings()).flatMap((it) => (it.what === 'permission' ? [it] : []));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((it) => it.granted).map((it) => it.name)).toEqual(['clipboard-sanitized-write']);
    expect(await app.page.evaluate('Notification.permission')).toBe('denied');
    expect(await attempt(`Notification.requestPermission()`)).toEqual({ did: 'denied' });
    expect(
      await attempt(`new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))`),
    ).toHaveProperty('refused');
    expect(await attempt(`navigator.mediaDevices.getUserMedia({ audio: true })`)).toHaveProperty('refused');
    expect(await attempt(`navigator.mediaDevices.getDisplayMedia()`)).toHaveProperty('refused');
    expect(await attempt(`navigator.clipboard.readText()`)).toHaveProperty('refused');
  });

  test('nothing is downloaded', slow, async () => {
    await app.page.evaluate(
      `(() => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['evil'])); a.download = 'evil.sh'; document.body.append(a); a.click(); a.remove(); })()`,
    );
    await expect
      .poll(async () => (await app.happenings()).filter((it) => it.what === 'download'))
      .toMatchObject([{ prevented: true }]);
  });

  test('alert, confirm and prompt do not hold the window', slow, async () => {
    expect(await app.page.evaluate('[confirm("evil"), prompt("evil")]')).toEqual([false, null]);
  });
});

describe('app:// serves the files of the page and no others', () => {
  const climbs = [
    '/../electron/main.js',
    '/..%2felectron/main.js',
    '/%2e%2e/electron/main.js',
    '/assets/../../electron/main.js',
    '/assets/%2e%2e%2f%2e%2e%2felectron/main.js',
    '/..\\\\..\\\\electron\\\\main.js',
    '/..%5celectron%5cmain.js',
    '/etc/passwd',
    '/assets//../../../../../../../../etc/passwd',
    '/%00',
    '/index.html%00.txt',
    '/index.html',
    '/assets',
    '/assets/',
    '/ASSETS/some.txt',
    '/__proto__',
    '/constructor',
    `/${'a/'.repeat(2000)}`,
  ];
  for (const climb of climbs) {
    test(`not ${climb.slice(0, 50)}`, slow, async () => {
      expect(await app.page.evaluate(`fetch('${climb}').then(async (r) => [r.status, (await r.text()).length])`)).toEqual([
        404, 0,
      ]);
    });
  }

  test('what is there is there, with the headers', slow, async () => {
    const headers = await app.page.evaluate<Record<string, string>>(
      `fetch('/assets/some.txt').then((r) => Object.fromEntries(r.headers))`,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['content-security-policy']?.match(/script-src ([^;]*)/)?.[1]).toBe("'self'");
  });

  test('nothing can be written there', slow, async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect(await app.page.evaluate(`fetch('/assets/some.txt', { method: '${method}', body: 'x' }).then((r) => r.status)`)).toBe(
        405,
      );
  });

  test('no script runs that is not a file of ours', slow, async () => {
    expect(await attempt(later('eval("1")'))).toHaveProperty('refused');
    expect(await attempt(later('new Function("return 1")()'))).toHaveProperty('refused');
    await app.page.evaluate(
      `(() => { const d = document.createElement('div'); d.innerHTML = '<img src="x:" onerror="window.still = 1"><svg onload="window.still = 1">'; document.body.append(d); const s = document.createElement('script'); s.textContent = 'window.still = 1'; document.body.append(s); })()`,
    );
    await settle();
    await stillThere();
  });
});

describe('hostile asks', () => {
  const asks: Readonly<Record<string, string>> = {
    nothing: '',
    'a word': '"connect"',
    'an unknown ask': '{ ask: "exec" }',
    'an inherited ask': '{ ask: "constructor" }',
    'the prototype': '{ ask: "__proto__" }',
    'files that are no list': '{ ask: "take", files: "/etc/passwd" }',
    'a path for a file': '{ ask: "take", files: ["/etc/passwd"] }',
    'an object with a path for a file': '{ ask: "take", files: [{ name: "passwd", path: "/etc/passwd" }] }',
    'a blob': '{ ask: "take", files: [new Blob(["x"])] }',
    'a file of the page’s own making': '{ ask: "take", files: [new File(["x"], "/etc/passwd")] }',
    'a made file that says it has a path':
      '{ ask: "take", files: [Object.assign(new File(["x"], "x"), { path: "/etc/passwd" })] }',
    'a folder of another kind': '{ ask: "choose", what: "everything" }',
    'a choice with a polluted prototype': '{ ask: "choose", what: JSON.parse(\'{"__proto__":{"polluted":1}}\') }',
    'a program to save': '{ ask: "save", name: "x.sh", bytes: new Uint8Array(1) }',
    'a program to save, in the name of a sealed file': '{ ask: "save", name: "x.adieu.exe", bytes: new Uint8Array(1) }',
    'a sealed file to save somewhere else': '{ ask: "save", name: "../x.adieu", bytes: new Uint8Array(1) }',
    'a sealed file that is no bytes': '{ ask: "save", name: "x.adieu", bytes: "x" }',
    'a choice as long as a book': '{ ask: "choose", what: "x".repeat(5e6) }',
    'a choice without end': '(() => { const o = {}; o.o = o; return { ask: "choose", what: o }; })()',
  };
  for (const [name, ask] of Object.entries(asks)) {
    test(`${name}: refused`, slow, async () => {
      expect(await attempt(`adieu(${ask})`)).toHaveProperty('refused');
    });
  }

  test('a folder dropped beside the drop zone changes nothing', slow, async () => {
    const file = join(home, 'evil.html');
    await writeFile(file, '<title>evil</title><script>document.title = "evil"</script>');
    await dropFiles(app.page, 'body', [file]);
    await settle();
    await stillThere();
  });

  test('of a dropped file the page learns a token and a name, and no path', slow, async () => {
    const folder = join(home, 'secret-place');
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'export.json');
    await writeFile(file, '{}');
    await app.page.evaluate(
      `addEventListener('dragover', (e) => e.preventDefault()); addEventListener('drop', (e) => { e.preventDefault(); window.dropped = [...e.dataTransfer.files]; })`,
    );
    await dropFiles(app.page, 'body', [file]);
    const { did } = await attempt(`adieu({ ask: 'take', files: window.dropped })`);
    expect(did).toMatchObject([{ name: 'export.json', bytes: 2, kind: 'file' }]);
    expect(JSON.stringify(did)).not.toContain('secret-place');
  });

  test('a refusal does not tell the page about this machine', slow, async () => {
    const { refused } = await attempt(`adieu({ ask: 'choose', what: 1 })`);
    expect(refused).toBe("Error invoking remote method 'adieu:choose': Error: not allowed");
  });

  const messages: Readonly<Record<string, string>> = {
    'no JSON': '"{"',
    bytes: 'new Uint8Array(1000)',
    'an object': '({ i: "1", p: { u: "/about" } })',
    'another address': 'JSON.stringify({ i: "1", p: { u: "http://127.0.0.1/about" } })',
    'a climbing address': 'JSON.stringify({ i: "1", p: { u: "/../about" } })',
    'headers of its own': 'JSON.stringify({ i: "1", p: { u: "/about", h: { "content-type": "multipart/form-data" } } })',
    'no call number': 'JSON.stringify({ p: { u: "/about" } })',
    'two megabytes': 'JSON.stringify({ i: "1", p: { u: "/about", b: "x".repeat(2e6) } })',
  };
  for (const [name, message] of Object.entries(messages)) {
    test(`over the port, ${name}: that port closes, the engine stays`, slow, async () => {
      const engines = (await app.happenings()).filter((it) => it.what === 'engine-started').length;
      expect(await app.page.evaluate(`line().then((port) => say(port, ${message}))`)).toBe('closed');
      expect(await app.page.evaluate('about()')).toBe('electron');
      expect((await app.happenings()).filter((it) => it.what === 'engine-started').length).toBe(engines);
    });
  }

  test('over the port, a call that does not exist or does not fit is refused and nothing else', slow, async () => {
    for (const [u, b] of [
      ['/constructor', {}],
      ['/about/constructor', {}],
      ['/archives/get', { json: JSON.parse('{"__proto__":{"archive":"x"},"archive":"../../etc"}') }],
      ['/people/page', { json: { archive: 'x', limit: 1e9 } }],
    ] as const) {
      const answer = await app.page.evaluate<string>(
        `line().then((port) => say(port, ${JSON.stringify(JSON.stringify({ i: '1', p: { u, b } }))}))`,
      );
      expect(JSON.parse(answer)).toMatchObject({ p: { s: expect.any(Number) } });
    }
    expect(await app.page.evaluate('about()')).toBe('electron');
  });

  test('nothing of all this got at the prototypes of main', slow, async () => {
    expect(await app.pollution()).toEqual([]);
  });
});

describe('the process', () => {
  test('a second copy ends at once and brings the first one forward', slow, async () => {
    const second = await startProcess({ main: built.main, home });
    expect(await second.ended).toBe(0);
    await rm(second.folder, { recursive: true, force: true, maxRetries: 5 });
    await expect.poll(async () => (await app.happenings()).map((it) => it.what)).toContain('second-instance');
    expect((await app.happenings()).map((it) => it.what)).toContain('focused');
  });

  test('an engine that dies is started again and the page gets a new line to it', slow, async () => {
    await app.page.evaluate(
      'line().then((port) => { window.old = new Promise((resolve) => port.addEventListener("close", () => resolve("closed"))); port.start(); window.had = ports.length; })',
    );
    const [engine] = (await app.happenings()).flatMap((it) => (it.what === 'engine-started' ? [it.pid] : [])).slice(-1);
    process.kill(engine ?? Number.NaN, 'SIGKILL');
    expect(await app.page.evaluate('window.old')).toBe('closed');
    await expect.poll(() => app.page.evaluate('ports.length > had')).toBe(true);
    expect(await app.page.evaluate('about()')).toBe('electron');
  });
});
