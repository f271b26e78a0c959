/** The page the attacks run in, and what they do there. A page in our own origin that means harm is the worst case: everything else has less. */
export const attackedPage: Readonly<Record<string, string>> = {
  'index.html':
    '<!doctype html><html lang="en"><title>attacked</title><link rel="icon" href="data:,"><script src="/attacked.js" type="module"></script><p>Here</p></html>',
  // A line to the engine, as the page's own client makes it, and calls on it in the wire's own words.
  'attacked.js': `
    window.still = 'here';
    window.ports = [];
    addEventListener('message', (event) => { if (event.data === 'adieu:port') ports.push(event.ports[0]); });
    window.line = async () => {
      const have = ports.length;
      await adieu({ ask: 'connect' });
      while (ports.length === have) await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
      return ports.at(-1);
    };
    window.say = (port, message) => new Promise((resolve) => {
      port.onmessage = (event) => resolve(event.data);
      port.addEventListener('close', () => resolve('closed'));
      port.postMessage(message);
    });
    window.about = async () => JSON.parse(await say(await line(), JSON.stringify({ i: '1', p: { u: '/about' } }))).p.b.json.door;
    window.outcome = (promise) => Promise.resolve(promise).then((value) => ({ did: value }), (error) => ({ refused: String(error.message ?? error) }));
  `,
  'assets/some.txt': 'some',
};

/** What a page can try on the network. Each settles, one way or the other. */
export const networkAttempts: Readonly<Record<string, (to: { http: string; ws: string; udp: number }) => string>> = {
  fetch: ({ http }) => `fetch('${http}/fetch').then((r) => r.text())`,
  'fetch without cors': ({ http }) => `fetch('${http}/fetch-no-cors', { mode: 'no-cors' }).then(() => 'done')`,
  XMLHttpRequest: ({ http }) =>
    `new Promise((resolve, reject) => { const x = new XMLHttpRequest(); x.onload = () => resolve(x.status); x.onerror = () => reject(new Error('xhr')); x.open('GET', '${http}/xhr'); x.send(); })`,
  WebSocket: ({ ws }) =>
    `new Promise((resolve, reject) => { const w = new WebSocket('${ws}/'); w.onopen = () => resolve('open'); w.onerror = () => reject(new Error('ws')); })`,
  EventSource: ({ http }) =>
    `new Promise((resolve, reject) => { const e = new EventSource('${http}/events'); e.onopen = () => resolve('open'); e.onerror = () => { e.close(); reject(new Error('events')); }; })`,
  'an image': ({ http }) =>
    `new Promise((resolve, reject) => { const i = new Image(); i.onload = () => resolve('loaded'); i.onerror = () => reject(new Error('image')); i.src = '${http}/image'; })`,
  'a script': ({ http }) =>
    `new Promise((resolve, reject) => { const s = document.createElement('script'); s.onload = () => resolve('loaded'); s.onerror = () => reject(new Error('script')); s.src = '${http}/script'; document.head.append(s); })`,
  'a style sheet': ({ http }) =>
    `new Promise((resolve, reject) => { const s = document.createElement('link'); s.rel = 'stylesheet'; s.onload = () => resolve('loaded'); s.onerror = () => reject(new Error('style')); s.href = '${http}/style'; document.head.append(s); })`,
  'a module': ({ http }) => `import('${http}/module')`,
  'a worker': ({ http }) =>
    `new Promise((resolve, reject) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('${http}/worker').then(() => postMessage('done'), () => postMessage('no'))"]))); w.onmessage = (e) => e.data === 'done' ? resolve('done') : reject(new Error('worker')); w.onerror = () => reject(new Error('worker')); })`,
  WebTransport: ({ http }) => `new WebTransport('${http.replace('http:', 'https:')}/transport').ready`,
};
