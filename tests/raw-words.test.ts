/** Every word the page says has an id and stands in `shared/words`: none stands in the screens themselves. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..', 'renderer');

/** Attributes that are read out or shown. */
const said = new Set([
  'aria-label',
  'aria-valuetext',
  'aria-description',
  'aria-roledescription',
  'alt',
  'title',
  'label',
  'placeholder',
  'description',
  'head',
  'heading',
  'lead',
]);
const wordy = /\p{L}{2}/u;

function rawWords(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: string[] = [];
  const look = (text: unknown): void => {
    if (typeof text === 'string' && wordy.test(text)) found.push(text.trim());
  };
  new Visitor({
    JSXText: ({ value }) => look(value),
    JSXExpressionContainer({ expression }) {
      // `{'words'}` as a child; in an attribute it is looked at below.
      if (expression.type === 'TemplateLiteral') for (const { value } of expression.quasis) look(value.cooked);
    },
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !said.has(name.name) || value === null) return;
      if (value.type === 'Literal') look(value.value);
      else if (value.type === 'JSXExpressionContainer' && value.expression.type === 'Literal') look(value.expression.value);
    },
    JSXElement({ children }) {
      for (const child of children)
        if (child.type === 'JSXExpressionContainer' && child.expression.type === 'Literal') look(child.expression.value);
    },
  }).visit(program);
  return found;
}

test('the search for raw words finds them in every place where they are read', () => {
  const source = `const A = () => <p title="Some words" aria-label={'More words'} className="no words">Plain words {'in braces'} {\`and \${x} so\`}</p>;`;
  expect(rawWords('a.tsx', source).toSorted()).toEqual(['More words', 'Plain words', 'Some words', 'and', 'in braces', 'so']);
});

const screens = (await readdir(renderer, { recursive: true })).filter(
  (file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'),
);

test('there are screens to look at', () => {
  expect(screens.length).toBeGreaterThan(30);
});

test.for(screens)('%s has no words of its own', async (file) => {
  const source = await readFile(join(renderer, file), 'utf8');
  // A class name, an element's style or its id, and an address made by a template are no words.
  const words = rawWords(file, source).filter(
    (text) => !/^(as-given|translateY\(|px\)|month-|data:image\/png;base64,|\/archive\/\$archive\/)/.test(text),
  );
  expect(words).toEqual([]);
});

test('nothing writes markup, and nothing that came from an export becomes a link', async () => {
  for (const file of screens) {
    const source = await readFile(join(renderer, file), 'utf8');
    // Addresses of the facts, https and nothing else, opened outside.
    if (file === join('parts', 'outside-link.tsx')) continue;
    expect(source, file).not.toMatch(/dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|\bhref=|window\.open/);
  }
});
