/*
 * Shows an open copy. One classic script for file://, where nothing can be fetched: data come as scripts that call `adieu(name, value)`.
 * Every text of the archive reaches the page through textContent alone.
 */
(function () {
  'use strict';

  /* ---- data ---- */

  const waiting = new Map();
  const loaded = new Map();
  const keepLoaded = 80;

  globalThis.adieu = (name, value) => loaded.set(name, value);

  /** The value of `assets/<name>.js`. */
  function load(name) {
    if (loaded.has(name)) {
      const value = loaded.get(name);
      loaded.delete(name);
      loaded.set(name, value);
      return Promise.resolve(value);
    }
    let promise = waiting.get(name);
    if (promise) return promise;
    promise = new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `assets/${name}.js`;
      script.addEventListener('load', () => (loaded.has(name) ? resolve(loaded.get(name)) : reject(new Error(name))));
      script.addEventListener('error', () => reject(new Error(name)));
      script.addEventListener('load', () => script.remove());
      script.addEventListener('error', () => script.remove());
      document.head.append(script);
    }).finally(() => {
      waiting.delete(name);
      for (const old of loaded.keys()) {
        if (loaded.size <= keepLoaded) break;
        if (old !== 'about') loaded.delete(old);
      }
    });
    waiting.set(name, promise);
    return promise;
  }

  let about;
  let language;
  let t;
  const sectionNames = ['people', 'posts', 'conversations', 'messages', 'other'];
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
  const number = (n) => new Intl.NumberFormat(language).format(n);

  function sizeOf(section) {
    const at = sectionNames.indexOf(section);
    const end = at + 1 < sectionNames.length ? about.starts[sectionNames[at + 1]] : about.total;
    return end - about.starts[section];
  }

  function sectionOf(row) {
    let found = sectionNames[0];
    for (const name of sectionNames) if (about.starts[name] <= row && sizeOf(name) > 0) found = name;
    return found;
  }

  /** The last index whose value is at most `wanted`, by `compare`. */
  function lastAtMost(values, wanted, compare) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(values[middle], wanted) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
  const byNumber = (a, b) => a - b;

  async function rowAt(row) {
    const section = sectionOf(row);
    const starts = about.parts[section];
    const part = lastAtMost(starts, row, byNumber);
    const rows = await load(`rows/${section}-${part}`);
    return { section, value: rows[row - starts[part]] };
  }

  /** Numbers written as differences in base 36. */
  function numbers(text) {
    const values = text.split(' ');
    const out = new Int32Array(values.length);
    let last = 0;
    for (let i = 0; i < values.length; i++) out[i] = last += Number.parseInt(values[i], 36);
    return out;
  }

  /* ---- words ---- */

  const unspacedChars =
    '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u30fc';
  const unspaced = new RegExp(`[${unspacedChars}]+|[^${unspacedChars}]+`, 'gu');
  const isUnspaced = new RegExp(`^[${unspacedChars}]`, 'u');
  const letters = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
  const longest = 40;

  function foldText(text) {
    return text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[ßœæøłđðþı]/gu, (letter) => letters[letter]);
  }

  /* The same as words-of.ts. */
  function wordsOf(text, typed) {
    const words = new Set();
    for (const [run] of foldText(text).matchAll(/[\p{L}\p{N}]+/gu)) {
      for (const [part] of run.matchAll(unspaced)) {
        if (!isUnspaced.test(part)) {
          words.add(
            Array.from(part.slice(0, 2 * longest))
              .slice(0, longest)
              .join(''),
          );
          continue;
        }
        const chars = [...part];
        chars.forEach((char, i) => {
          const next = chars[i + 1];
          if (next !== undefined) words.add(char + next);
          else if (!typed || chars.length === 1) words.add(char);
        });
      }
    }
    return [...words];
  }

  /** The order of the index: by code point, not by UTF-16. */
  function byCodePoint(a, b) {
    const n = Math.min(a.length, b.length);
    for (let i = 0; i < n; i++) {
      const x = a.charCodeAt(i);
      const y = b.charCodeAt(i);
      if (x === y) continue;
      const surrogateX = x >= 0xd800 && x <= 0xdfff;
      const surrogateY = y >= 0xd800 && y <= 0xdfff;
      return surrogateX === surrogateY ? x - y : surrogateX ? 1 : -1;
    }
    return a.length - b.length;
  }

  const wholeOnly = (word) => word.length < 3 && !isUnspaced.test(word);
  const fits = (word, wanted) => (wholeOnly(wanted) ? word === wanted : word.startsWith(wanted));

  /** Rows in which every word stands. */
  async function search(wanted) {
    const seen = new Uint8Array(about.total);
    for (const [n, word] of wanted.entries()) {
      for (let part = Math.max(0, lastAtMost(about.words, word, byCodePoint)); part < about.words.length; part++) {
        if (byCodePoint(about.words[part], word) > 0 && !fits(about.words[part], word)) break;
        const { w, r } = await load(`words/${part}`);
        for (let i = Math.max(0, lastAtMost(w, word, byCodePoint)); i < w.length; i++) {
          if (fits(w[i], word)) {
            for (const row of numbers(r[i])) if (seen[row] === n) seen[row] = n + 1;
          } else if (byCodePoint(w[i], word) > 0) break;
        }
      }
    }
    const hits = { people: [], posts: [], conversations: [], messages: [], other: [], all: [] };
    let section = 0;
    for (let row = 0; row < seen.length; row++) {
      if (seen[row] !== wanted.length) continue;
      while (section + 1 < sectionNames.length && row >= about.starts[sectionNames[section + 1]]) section++;
      hits[sectionNames[section]].push(row);
      hits.all.push(row);
    }
    return hits;
  }

  /* ---- the page's own elements ---- */

  function el(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === 'class') element.className = value;
      else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? '' : value);
    }
    for (const child of children) if (child !== null && child !== undefined) element.append(child);
    return element;
  }

  let marked = [];

  /** Where in a text the words looked for stand: [from, to). */
  function hitsIn(text) {
    const hits = [];
    for (const run of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      for (const part of run[0].matchAll(unspaced)) {
        const from = run.index + part.index;
        if (!isUnspaced.test(part[0])) {
          const words = wordsOf(part[0], false);
          if (words.some((word) => marked.some((wanted) => fits(word, wanted)))) hits.push([from, from + part[0].length]);
          continue;
        }
        const chars = [...part[0]];
        let at = from;
        for (let i = 0; i < chars.length; i++) {
          const here = foldText(chars[i]);
          const pair = here + foldText(chars[i + 1] || '');
          if (marked.some((wanted) => pair.startsWith(wanted))) {
            const last = marked.some((wanted) => wanted === here) ? 1 : 2;
            hits.push([at, at + chars.slice(i, i + last).join('').length]);
          }
          at += chars[i].length;
        }
      }
    }
    return hits;
  }

  /** A text with what was looked for marked, held in its own direction. */
  function words(tag, text, className) {
    const element = el(tag, { class: className, dir: 'auto' });
    let at = 0;
    if (marked.length > 0) {
      for (const [from, to] of hitsIn(text)) {
        if (from < at) {
          const last = element.lastChild;
          if (to > at && last) {
            last.textContent += text.slice(at, to);
            at = to;
          }
          continue;
        }
        element.append(text.slice(at, from), el('mark', {}, text.slice(from, to)));
        at = to;
      }
    }
    element.append(text.slice(at));
    return element;
  }

  function longWords(text) {
    const shown = words('p', text);
    if (text.length < 1200 && text.split('\n').length < 14) return [shown];
    shown.classList.add('cut');
    const more = el(
      'button',
      {
        class: 'link',
        type: 'button',
        onclick: () => {
          shown.classList.remove('cut');
          more.remove();
        },
      },
      t.more,
    );
    return [shown, more];
  }

  function when(row) {
    if (row.t) {
      const date = new Date(row.t);
      if (!Number.isNaN(date.getTime())) {
        const text = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date);
        return el('time', { datetime: row.t, title: `${row.t} (UTC)` }, text);
      }
    }
    return row.g === undefined ? el('span', {}, t.noDate) : el('bdi', {}, String(row.g));
  }

  /** A link to somewhere outside: only where it is the web. */
  function outside(url, label) {
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) return url ? el('bdi', {}, url) : null;
    return el('a', { href: url, rel: 'noreferrer noopener', target: '_blank', title: url }, label);
  }

  /** A file of a stranger that a browser would run, opened by itself, is named and not linked to. */
  const couldAct = (path) => !/\.(jpe?g|png|gif|webp|avif|heic|bmp|pdf|txt|csv|json|zip|vcf|docx?|xlsx?)$/i.test(path);

  function media(list) {
    if (!list) return null;
    const box = el('div', { class: 'media' });
    for (const one of list) {
      const name = one.n || one.u || '';
      const described = one.a || name;
      if (!one.p) {
        const why = one.s === 'link' ? t.linkOnly : t.missing;
        box.append(
          el(
            'small',
            {},
            one.u ? outside(one.u, name.length > 60 ? `${name.slice(0, 60)}…` : name) : el('bdi', {}, name),
            el('span', {}, why),
            one.e
              ? el(
                  'span',
                  {},
                  fill(t.linkUntil, {
                    date: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(one.e)),
                  }),
                )
              : null,
          ),
        );
        continue;
      }
      const path = one.p.split('/').map(encodeURIComponent).join('/');
      const type = one.k || '';
      if (type.startsWith('video/') || /\.(mp4|mov|webm|m4v)$/i.test(path))
        box.append(el('video', { src: path, controls: true, preload: 'metadata', 'aria-label': described }));
      else if (type.startsWith('audio/') || /\.(mp3|m4a|ogg|opus|wav|aac)$/i.test(path))
        box.append(el('audio', { src: path, controls: true, preload: 'none', 'aria-label': described }));
      else if (type.startsWith('image/') || /\.(jpe?g|png|gif|webp|avif)$/i.test(path)) {
        const picture = el('img', { src: path, loading: 'lazy', alt: described });
        picture.addEventListener('error', () =>
          picture.replaceWith(el('small', {}, `${t.damagedMedium} `, el('bdi', {}, described))),
        );
        box.append(couldAct(path) ? picture : el('a', { href: path }, picture));
      } else box.append(couldAct(path) ? el('bdi', {}, one.p) : el('a', { href: path }, el('bdi', {}, name)));
    }
    return box;
  }

  const named = (names, key) => (Object.hasOwn(names, key) ? names[key] : key);
  /** What a person calls a form, a reaction, a topic. */
  const form = (key) => named(t.forms, key);

  /** The name of a part of a section: a list of people, a form of post, a kind or `kind:topic` of the rest. */
  function label(section, key) {
    if (section === 'people') return named(t.relations, key);
    if (section === 'posts') return form(key);
    const [kind, sub] = key.split(/:(.*)/s);
    return sub === undefined ? named(t.kinds, kind) : form(sub);
  }

  const showers = {
    people(row) {
      const name = row.n || (row.h ? `@${row.h}` : row.i) || t.nobody;
      return [
        el('div', {}, words('b', name), row.n && row.h ? words('span', ` @${row.h}`, 'soft') : null),
        el(
          'small',
          {},
          el('span', {}, (row.r || []).map((relation) => label('people', relation)).join(', ')),
          row.s
            ? el(
                'span',
                {},
                fill(t.since, {
                  date: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(row.s)),
                }),
              )
            : null,
          row.u ? outside(row.u, about.network) : null,
        ),
      ];
    },
    posts(row) {
      const counts = (row.c || []).map((n, i) => (n === null ? null : `${'♥↻↩◉'[i]} ${number(n)}`)).filter(Boolean);
      return [
        row.l && row.l !== row.x ? words('b', row.l) : null,
        ...(row.x ? longWords(row.x) : []),
        media(row.m),
        el(
          'small',
          {},
          when(row),
          el('span', {}, form(row.f)),
          row.d ? el('span', {}, t.deleted) : null,
          counts.length > 0 ? el('span', {}, counts.join('  ')) : null,
          row.u ? outside(row.u, t.original) : null,
        ),
      ];
    },
    conversations(row, n) {
      return [
        el('a', { href: `#messages/${n}` }, words('b', threadName(row))),
        row.l && row.w ? words('p', row.w.join(', '), 'soft') : null,
        el('small', {}, el('span', {}, fill(t.messagesCount, { count: number(row.n || 0) })), row.e ? when({ t: row.e }) : null),
      ];
    },
    messages(row, n, where) {
      const inThread = where === 'thread';
      const who = row.d === 'sent' ? t.sent : row.w || t.nobody;
      const content = [
        ...(row.x ? longWords(row.x) : []),
        media(row.m),
        el(
          'small',
          {},
          el('bdi', {}, who),
          row.f ? el('span', {}, form(row.f)) : null,
          when(row),
          row.rx ? el('bdi', {}, row.rx.join(', ')) : null,
          inThread ? null : el('a', { href: `#messages/${row.c}/${n}` }, t.conversation),
        ),
      ];
      return inThread ? [el('div', {}, ...content)] : content;
    },
    other(row) {
      return [
        row.l && row.l !== row.x ? words('b', row.l) : null,
        ...(row.x ? longWords(row.x) : []),
        media(row.m),
        row.j ? words('pre', row.j) : null,
        el(
          'small',
          {},
          el('span', {}, label('other', row.k)),
          row.f ? el('bdi', {}, form(row.f)) : null,
          when(row),
          row.w ? el('bdi', {}, row.w) : null,
          row.u ? outside(row.u, t.original) : null,
        ),
      ];
    },
  };
  const threadName = (row) => row.l || (row.w || []).join(', ') || t.nobody;

  /* ---- lists of any length ---- */

  const block = 256;

  /** Draws only what can be seen. `rows(i)` is the number of the row at place i. */
  function virtualList(count, rows, options) {
    const first = options.first || 0;
    const field = el('div', { class: 'field', role: 'list' });
    const scroller = el('div', { class: 'list', tabindex: '0', role: 'region', 'aria-label': options.label }, field);
    const heights = new Float32Array(count).fill(options.estimate);
    const sums = [];
    for (let i = 0; i < count; i += block) sums.push(Math.min(block, count - i) * options.estimate);
    const shown = new Map();
    let drawing = 0;
    /* At the very end, what is drawn there turns out to be higher than thought: stay at the end all the same. */
    let atEnd = false;

    const total = () => sums.reduce((a, b) => a + b, 0);
    function topOf(place) {
      let top = 0;
      const inBlock = Math.floor(place / block);
      for (let b = 0; b < inBlock; b++) top += sums[b];
      for (let i = inBlock * block; i < place; i++) top += heights[i];
      return top;
    }
    function placeAt(y) {
      let b = 0;
      let top = 0;
      while (b + 1 < sums.length && top + sums[b] <= y) top += sums[b++];
      let place = b * block;
      while (place + 1 < count && top + heights[place] <= y) top += heights[place++];
      return place;
    }

    function arrange() {
      for (const [place, element] of shown) element.style.transform = `translateY(${topOf(place)}px)`;
      field.style.height = `${total()}px`;
    }

    /** Takes the true heights over, and keeps what is being read where it is. */
    function measure() {
      const anchor = placeAt(scroller.scrollTop);
      const offset = scroller.scrollTop - topOf(anchor);
      let changed = false;
      for (const [place, element] of shown) {
        const height = element.offsetHeight;
        if (height === 0 || Math.abs(height - heights[place]) < 0.5) continue;
        sums[Math.floor(place / block)] += height - heights[place];
        heights[place] = height;
        changed = true;
      }
      if (!changed) return;
      arrange();
      const wanted = atEnd ? scroller.scrollHeight - scroller.clientHeight : topOf(anchor) + offset;
      if (Math.abs(wanted - scroller.scrollTop) > 0.5) scroller.scrollTop = wanted;
    }
    const observer = new ResizeObserver(() => measure());

    async function draw() {
      const turn = ++drawing;
      const from = Math.max(0, placeAt(scroller.scrollTop - 300));
      const to = Math.min(count, placeAt(scroller.scrollTop + scroller.clientHeight + 300) + 1);
      let values;
      try {
        values = await Promise.all(Array.from({ length: to - from }, (_, i) => rowAt(rows(from + i))));
      } catch (error) {
        if (turn === drawing)
          field.replaceChildren(
            el('p', { class: 'broken', role: 'alert' }, fill(t.broken, { file: `assets/${error.message}.js` })),
          );
        return;
      }
      if (turn !== drawing) return;
      for (const [place, element] of shown) {
        if (place >= from && place < to) continue;
        if (element.contains(document.activeElement)) continue;
        observer.unobserve(element);
        element.remove();
        shown.delete(place);
      }
      for (let place = from; place < to; place++) {
        if (shown.has(place)) continue;
        const { section, value } = values[place - from];
        const mine = options.where === 'thread' && value.d === 'sent' ? ' mine' : '';
        const element = el(
          'div',
          {
            class: `rec${options.where === 'thread' ? ` said${mine}` : ''}`,
            role: 'listitem',
            'aria-posinset': String(first + place + 1),
            'aria-setsize': String(options.of || count),
          },
          ...showers[section](value, rows(place), options.where),
        );
        const after = [...shown.keys()].filter((other) => other > place).sort(byNumber)[0];
        field.insertBefore(element, after === undefined ? null : shown.get(after));
        shown.set(place, element);
        observer.observe(element);
      }
      arrange();
      measure();
      if (placeAt(scroller.scrollTop + scroller.clientHeight) >= to && to < count) requestAnimationFrame(() => void draw());
    }
    scroller.addEventListener('scroll', () => void draw(), { passive: true });
    scroller.addEventListener('keydown', (event) => {
      if (event.target !== scroller) return;
      atEnd = event.key === 'End';
      if (event.key === 'Home') scroller.scrollTop = 0;
      else if (atEnd) scroller.scrollTop = scroller.scrollHeight;
      else return;
      event.preventDefault();
    });
    for (const gesture of ['wheel', 'pointerdown', 'touchstart'])
      scroller.addEventListener(gesture, () => (atEnd = false), { passive: true });
    new ResizeObserver(() => void draw()).observe(scroller);
    arrange();
    const goTo = (place) => {
      atEnd = place > 0 && place === count - 1;
      scroller.scrollTop = topOf(place);
      void draw();
    };
    return { element: scroller, goTo };
  }

  /* A browser can draw a page only so high. */
  const longestList = 50_000;

  /** A list with, where it is longer than a page can be high, buttons to go on. */
  function pagedList(count, rows, options) {
    function show(from, place) {
      const to = Math.min(count, from + longestList);
      const list = virtualList(to - from, (i) => rows(from + i), { ...options, first: from, of: count });
      const pages =
        count <= longestList
          ? null
          : el(
              'div',
              { class: 'pages' },
              el(
                'button',
                { type: 'button', disabled: from === 0, onclick: () => show(Math.max(0, from - longestList)) },
                t.earlier,
              ),
              el('span', {}, fill(t.rowsShown, { from: number(from + 1), to: number(to), count: number(count) })),
              el('button', { type: 'button', disabled: to === count, onclick: () => show(to) }, t.later),
            );
      main.querySelectorAll('.list, .pages').forEach((old) => old.remove());
      if (pages) main.append(pages);
      main.append(list.element);
      list.goTo(place === undefined ? 0 : place);
    }
    const wanted = options.at || 0;
    const from = Math.floor(wanted / longestList) * longestList;
    show(from, wanted - from);
  }

  /* ---- views ---- */

  const main = document.querySelector('main');
  const overview = [...main.children];
  const nav = el('nav', {});
  const header = el('header', {});
  const status = el('p', { class: 'status', role: 'status' });
  const input = el('input', { type: 'search', name: 'words', autocomplete: 'off', spellcheck: 'false' });
  const views = ['overview', 'people', 'posts', 'messages', 'other'];
  let turn = 0;

  const estimates = { people: 60, posts: 96, conversations: 64, messages: 80, other: 80 };

  function chips(choices, chosen, choose) {
    return el(
      'div',
      { class: 'chips', role: 'group' },
      ...choices.map(({ key, text, count }) =>
        el(
          'button',
          { type: 'button', 'aria-pressed': String(key === chosen), onclick: () => choose(key) },
          `${text} `,
          el('span', {}, number(count)),
        ),
      ),
    );
  }

  function begin(title) {
    marked = [];
    main.className = 'filled';
    main.replaceChildren(el('h1', { tabindex: '-1' }, title));
    document.title = title.textContent || title;
  }

  async function showSection(section, facetKey) {
    const mine = ++turn;
    const view = section === 'conversations' ? 'messages' : section;
    const facets = about.facets[section] || [];
    const facet = facets.find(({ key }) => key === facetKey);
    const chosen = facet ? numbers(await load(facet.file)) : null;
    if (mine !== turn) return;
    begin(t[view]);
    const size = sizeOf(section);
    if (facets.length > 1) {
      const choices = [
        { key: '', text: t.all, count: size },
        ...facets.map(({ key, count }) => ({ key, text: label(section, key), count })),
      ];
      main.append(chips(choices, facet ? facetKey : '', (key) => go(key === '' ? view : `${view}/${encodeURIComponent(key)}`)));
    }
    const count = chosen ? chosen.length : size;
    status.textContent = `${t[view]}: ${number(count)}`;
    if (count === 0) main.append(el('p', { class: 'soft' }, t.none));
    else
      pagedList(count, chosen ? (i) => chosen[i] : (i) => about.starts[section] + i, {
        estimate: estimates[section],
        label: t[view],
      });
  }

  async function showThread(n, message) {
    const mine = ++turn;
    const { value } = await rowAt(n);
    if (mine !== turn) return;
    const count = value.n || 0;
    begin(el('bdi', {}, threadName(value)));
    main.append(
      el('p', { class: 'soft' }, el('a', { href: '#messages' }, t.back), ` · ${fill(t.messagesCount, { count: number(count) })}`),
    );
    if (count === 0) main.append(el('p', { class: 'soft' }, t.none));
    else {
      const at = message === undefined ? count - 1 : Math.min(count - 1, Math.max(0, message - value.a));
      pagedList(count, (i) => value.a + i, { estimate: estimates.messages, where: 'thread', label: threadName(value), at });
    }
  }

  async function showSearch(text, only) {
    const mine = ++turn;
    const wanted = wordsOf(text, true).slice(0, 20);
    if (wanted.length === 0) return showOverview();
    begin(text);
    main.append(el('p', { class: 'soft' }, t.loading));
    const hits = await search(wanted);
    if (mine !== turn) return;
    begin(text);
    marked = wanted;
    const found = fill(t.hits, { count: number(hits.all.length) });
    status.textContent = found;
    main.append(el('p', { class: 'soft' }, found));
    if (hits.all.length === 0) {
      main.append(el('p', { class: 'soft' }, `${t.noHits} ${t.findShort}`));
      return;
    }
    const choices = [{ key: 'all', text: t.all, count: hits.all.length }];
    for (const section of sectionNames) {
      if (hits[section].length > 0)
        choices.push({
          key: section,
          text: section === 'conversations' ? t.kinds.conversation : t[section],
          count: hits[section].length,
        });
    }
    const chosen = choices.some(({ key }) => key === only) ? only : 'all';
    if (choices.length > 2) main.append(chips(choices, chosen, (key) => go(`find/${encodeURIComponent(text)}/${key}`)));
    const rows = hits[chosen];
    pagedList(rows.length, (i) => rows[i], { estimate: estimates.posts, label: found });
  }

  function showOverview() {
    turn++;
    main.className = '';
    main.replaceChildren(...overview);
    for (const section of overview) section.hidden = section.lang !== language;
    const shown = overview.find((section) => !section.hidden);
    document.title = shown ? shown.querySelector('h1').textContent : 'Adieu';
  }

  const go = (hash) => {
    if (location.hash === `#${hash}`) route();
    else location.hash = hash;
  };

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function route() {
    const [view, a, b] = location.hash.slice(1).split('/').map(decoded);
    for (const link of nav.querySelectorAll('a')) {
      if (link.hash === `#${view || 'overview'}`) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (view !== 'find') input.value = '';
    let showing;
    if (view === 'find') {
      input.value = a || '';
      showing = showSearch(a || '', b);
    } else if (
      view === 'messages' &&
      /^\d+$/.test(a || '') &&
      sizeOf('conversations') > 0 &&
      sectionOf(Number(a)) === 'conversations'
    ) {
      showing = showThread(Number(a), /^\d+$/.test(b || '') ? Number(b) : undefined);
    } else if (view === 'messages') showing = showSection('conversations');
    else if (views.includes(view) && view !== 'overview') showing = showSection(view, a);
    else showing = showOverview();
    Promise.resolve(showing).catch((error) => {
      main.append(el('p', { class: 'broken', role: 'alert' }, fill(t.broken, { file: `assets/${error.message}.js` })));
    });
  }

  function dress() {
    t = about.texts[language];
    document.documentElement.lang = language;
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    const sizes = { people: sizeOf('people'), posts: sizeOf('posts'), messages: sizeOf('messages'), other: sizeOf('other') };
    nav.setAttribute('aria-label', about.network);
    nav.replaceChildren(
      el('div', { class: 'brand' }, 'Adieu'),
      ...views.map((view) =>
        el('a', { href: `#${view}` }, el('span', {}, t[view]), view in sizes ? el('small', {}, number(sizes[view])) : null),
      ),
      el(
        'div',
        { class: 'foot' },
        el(
          'button',
          {
            type: 'button',
            lang: language === 'en' ? 'fr' : 'en',
            onclick: () => {
              language = language === 'en' ? 'fr' : 'en';
              dress();
              route();
            },
          },
          t.language,
        ),
        el(
          'button',
          {
            type: 'button',
            onclick: () => {
              document.documentElement.dataset.theme = dark ? 'light' : 'dark';
              dress();
              route();
            },
          },
          dark ? t.light : t.dark,
        ),
      ),
    );
    input.placeholder = t.findHint;
    input.setAttribute('aria-label', t.find);
    header.replaceChildren(
      el(
        'form',
        {
          role: 'search',
          onsubmit: (event) => {
            event.preventDefault();
            go(input.value.trim() === '' ? 'overview' : `find/${encodeURIComponent(input.value)}`);
          },
        },
        input,
        el('button', { type: 'submit' }, t.find),
      ),
      status,
    );
  }

  load('about').then(
    (value) => {
      about = value;
      language = about.language;
      document.body.classList.add('alive');
      document.body.prepend(nav, header);
      dress();
      addEventListener('hashchange', route);
      addEventListener('keydown', (event) => {
        const typing = event.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(event.target.tagName);
        if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        input.focus();
      });
      route();
    },
    () => undefined,
  );
})();
