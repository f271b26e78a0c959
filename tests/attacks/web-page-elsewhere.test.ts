/** A web page elsewhere, in the same real Chromium that has the app open with a good cookie, tries everything a page can against the door. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openingPage } from '../../browser/app-window.ts';
import { chromiumArguments, findOrInstallChromium } from '../../scripts/chromium.ts';
import { openDoorToAttack, pageOf, type AttackedDoor } from './open-door.ts';

/** The app's page, as far as this test needs one: a script of its own that goes in, and two that must not run. */
const appPage = pageOf(`<!doctype html><title>Adieu</title>
<script>window.inlineRan = true</script>
<img src="nothing.png" onerror="window.handlerRan = true">
<script src="/app.js"></script>`);
const appScript = {
  type: 'text/javascript; charset=utf-8',
  bytes: Buffer.from(`
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    history.replaceState(null, '', '/');
    try { window.evalRan = eval('true') } catch (error) { window.evalRan = error.name }
    window.entered = token
      ? fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) }).then((r) => r.status)
      : fetch('/session').then((r) => r.status);`),
};

// A real browser on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let elsewhere: Server;
let elsewherePort: number;
beforeAll(async () => {
  elsewhere = createServer((_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>elsewhere</title>'),
  );
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
  elsewherePort = (elsewhere.address() as AddressInfo).port;
  browser = await chromium.launch({
    executablePath: await findOrInstallChromium(),
    args: [
      ...chromiumArguments(),
      '--host-resolver-rules=MAP *.example 127.0.0.1',
      // Newer browsers keep web pages from loopback by themselves; here the door has to stand alone.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  elsewhere?.close();
});

let attacked: AttackedDoor;
let context: BrowserContext;
let app: Page;
beforeEach(async () => {
  attacked = await openDoorToAttack({
    pages: new Map([
      ['/', appPage],
      ['/app.js', appScript],
    ]),
  });
  context = await browser.newContext();
  app = await context.newPage();
  await app.goto(attacked.door.address());
  expect(await app.evaluate('window.entered')).toBe(204);
});
afterEach(async () => {
  await context.close();
  await attacked.close();
});

test('the app’s page cannot run a script that is not its own, nor reach anybody', async () => {
  expect(await app.evaluate('[window.inlineRan, window.handlerRan]')).toEqual([undefined, undefined]);
  expect(await app.evaluate('window.evalRan')).toBe('EvalError');
  const later = await app.evaluate(`(async () => {
    const script = document.createElement('script'); script.textContent = 'window.laterRan = true'; document.head.append(script);
    const foreign = document.createElement('script'); foreign.src = 'http://127.0.0.1:${elsewherePort}/x.js';
    const refused = await new Promise((done) => { foreign.onerror = () => done('refused'); foreign.onload = () => done('loaded'); document.head.append(foreign) });
    return [window.laterRan, refused];
  })()`);
  expect(later).toEqual([undefined, 'refused']);

  let heard = 0;
  const count = () => heard++;
  elsewhere.on('request', count).on('upgrade', count);
  const url = `http://127.0.0.1:${elsewherePort}/`;
  await app.evaluate(`(async (url) => {
    await fetch(url, { mode: 'no-cors' }).catch(() => {});
    navigator.sendBeacon(url, 'x');
    await new Promise((done) => { const image = new Image(); image.onload = image.onerror = done; image.src = url });
    await new Promise((done) => { try { const socket = new WebSocket(url.replace('http', 'ws')); socket.onopen = socket.onerror = done } catch { done() } });
    await new Promise((done) => { const source = new EventSource(url); source.onopen = source.onerror = () => { source.close(); done() } });
    const form = document.createElement('form'); form.action = url; form.method = 'post'; document.body.append(form); form.submit();
    const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame);
  })('${url}')`);
  expect(await app.evaluate('location.pathname')).toBe('/');
  elsewhere.off('request', count).off('upgrade', count);
  expect(heard).toBe(0);
});

test('the token is gone from the address and from the history', async () => {
  expect(await app.evaluate('[location.href, history.length]')).toEqual([`${attacked.origin}/`, 2]);
  await app.goBack();
  expect(app.url()).toBe('about:blank');
});

test('the cookie cannot be read by any script', async () => {
  expect(await app.evaluate('document.cookie')).toBe('');
  const [cookie] = await context.cookies(attacked.origin);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', expires: -1 });
});

/** Cookies know no ports: to a browser, another port of 127.0.0.1 is the same site, and the cookie goes along. Only the checks of the origin help there. */
const places = [
  ['another port of the same address', '127.0.0.1'],
  ['another site', 'elsewhere.example'],
  ['localhost', 'localhost'],
] as const;

describe.each(places)('a page on %s', (_, host) => {
  let page: Page;
  let dialogs = 0;
  beforeEach(async () => {
    page = await context.newPage();
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await page.goto(`http://${host}:${elsewherePort}/`);
    attacked.reached.length = 0;
  });

  test('gets nothing by fetch, with or without credentials, by any method', async () => {
    const results = await page.evaluate<string[]>(`(async (origin) => {
      const results = [];
      for (const path of ['/', '/session', '/upload?name=a', '/app.js'])
        for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
          for (const mode of ['cors', 'no-cors'])
            for (const type of ['text/plain', 'application/json'])
              try {
                const answer = await fetch(origin + path, { method, mode, credentials: 'include', ...(method === 'GET' ? {} : { body: '{}', headers: { 'Content-Type': type } }) });
                results.push([answer.type, answer.status, (await answer.text()).length].join());
              } catch (error) { results.push(error.name) }
      return [...new Set(results)];
    })('${attacked.origin}')`);
    // An opaque answer is one the page can see nothing of; ours are refused on top of it.
    for (const result of results) expect(['TypeError', 'opaque,0,0']).toContain(result);
    expect(attacked.reached).toEqual([]);
  });

  test('gets no WebSocket', async () => {
    const outcome = await page.evaluate(
      `new Promise((done) => { const socket = new WebSocket('${attacked.origin.replace('http', 'ws')}/rpc'); socket.onopen = () => done('open'); socket.onerror = () => done('refused') })`,
    );
    expect(outcome).toBe('refused');
    expect(attacked.reached).toEqual([]);
  });

  test('cannot frame it, run its script, or draw anything of it', async () => {
    const outcome = await page.evaluate(`(async (origin) => {
      const load = (make) => new Promise((done) => { const element = make(); element.onload = () => done('loaded'); element.onerror = () => done('refused'); document.body.append(element) });
      const script = await load(() => Object.assign(document.createElement('script'), { src: origin + '/app.js' }));
      const image = await load(() => Object.assign(document.createElement('img'), { src: origin + '/app.js' }));
      const style = await load(() => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: origin + '/' }));
      await load(() => Object.assign(document.createElement('iframe'), { src: origin + '/' }));
      await load(() => Object.assign(document.createElement('object'), { data: origin + '/' }));
      return [script, image, style, window.entered];
    })('${attacked.origin}')`);
    expect(outcome).toEqual(['refused', 'refused', 'refused', undefined]);
    for (const frame of page.frames().slice(1)) expect(await frame.title()).not.toBe('Adieu');
    expect(attacked.reached).toEqual([]);
  });

  test('cannot send a form there', async () => {
    for (const [method, path] of [
      ['post', '/session'],
      ['post', '/'],
      ['post', '/upload?name=a'],
      ['get', '/session'],
    ] as const) {
      const another = await context.newPage();
      await another.goto(`http://${host}:${elsewherePort}/`);
      const [answer] = await Promise.all([
        another.waitForResponse((response) => response.url().startsWith(attacked.origin)),
        another.evaluate(
          `(() => { const form = Object.assign(document.createElement('form'), { method: '${method}', action: '${attacked.origin}${path}', enctype: 'text/plain' }); form.innerHTML = '<input name="{" value="}">'; document.body.append(form); form.submit() })()`,
        ),
      ]);
      expect(answer.status()).toBe(403);
    }
    expect(attacked.reached).toEqual([]);
  });

  test('cannot open it in a window and look or reach into that', async () => {
    await page.evaluate(`window.opened = window.open('${attacked.origin}/')`);
    const outcome = await page.evaluate(
      `(() => { try { return [window.opened === null, window.opened.document.title] } catch (error) { return error.name } })()`,
    );
    expect(JSON.stringify(outcome)).not.toContain('Adieu');
    expect(attacked.reached).toEqual([]);
  });

  afterEach(() => {
    expect(dialogs).toBe(0);
  });
});

test('a name that is made to point here after the page was loaded (DNS rebinding) gets nothing', async () => {
  const page = await context.newPage();
  // The first answer still comes from the attacker's own server.
  await page.route('**/first', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`http://rebound.example:${attacked.door.port}/first`);
  const tried = await page.evaluate(
    `Promise.all(['/', '/session', '/upload?name=a', '/app.js'].map((path) => fetch(path).then((r) => r.status)))`,
  );
  expect(tried).toEqual([421, 421, 421, 421]);
  const socket = await page.evaluate(
    `new Promise((done) => { const socket = new WebSocket('ws://' + location.host + '/rpc'); socket.onopen = () => done('open'); socket.onerror = () => done('refused') })`,
  );
  expect(socket).toBe('refused');
  expect(attacked.reached).toEqual([]);
});

test('the file that leads the app window here is let in, once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-opening-'));
  const fresh = await browser.newContext();
  try {
    const file = join(folder, 'adieu.html');
    await writeFile(file, openingPage(attacked.door.address()));
    const open = async () => {
      const page = await fresh.newPage();
      const answer = page.waitForResponse((response) => response.url().startsWith(attacked.origin));
      // Where it is refused, the navigation that the file begins ends in the browser's own error page.
      await page.goto(pathToFileURL(file).href).catch(() => {});
      return { page, status: (await answer).status() };
    };
    const first = await open();
    expect(first.status).toBe(200);
    await first.page.waitForURL(`${attacked.origin}/`);
    expect(await first.page.evaluate('window.entered')).toBe(204);
    expect((await open()).status).toBe(403);
  } finally {
    await fresh.close();
    await rm(folder, { recursive: true, force: true });
  }
});
