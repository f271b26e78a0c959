import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FilesByName } from './files-by-name.ts';
import type { ExportFile } from './reader.ts';

const file = (path: string): ExportFile => ({ path, bytes: 0, input: 0, async *open() {} });

it('finds by every name what a map of lists finds, in the order of the files', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'ba', '', 'é', '💙', 'a/b');
  const namesOf = ({ path }: ExportFile): string[] => [...new Set(path.split('|'))];
  fc.assert(
    fc.property(fc.array(fc.array(name, { minLength: 1, maxLength: 3 })), (named) => {
      const files = named.map((names) => file(names.join('|')));
      const ours = new FilesByName(files, namesOf);
      for (const wanted of ['a', 'b', 'ab', 'ba', '', 'é', '💙', 'a/b', 'none']) {
        const expected = files.filter((one) => namesOf(one).includes(wanted));
        expect([...ours.all(wanted)]).toEqual(expected);
        expect(ours.first(wanted)).toBe(expected[0] ?? null);
        expect(ours.only(wanted)).toBe(expected.length === 1 ? expected[0] : null);
      }
    }),
  );
});
