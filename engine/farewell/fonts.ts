/** The fonts of pictures: Adieu's own, and those of this computer for scripts that these lack. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);

/** Each part of a font is a file of its own, with the letters of one or more scripts. */
const parts = {
  newsreader: ['latin', 'latin-ext', 'vietnamese'].map((part) => `newsreader-${part}-opsz-normal`),
  inter: ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext'].map(
    (part) => `inter-${part}-wght-normal`,
  ),
};

/** Font lists as a canvas takes them; the system's fonts follow by themselves where these lack a letter. */
export const serif = familyOf('newsreader');
export const sans = familyOf('inter');

function familyOf(font: keyof typeof parts): string {
  return parts[font].map((part) => `"Adieu ${part}"`).join(', ');
}

let loaded = false;
/** As bytes: inside a packed app a font has no path that the system could open. */
export function loadFonts(): void {
  if (loaded) return;
  for (const [font, files] of Object.entries(parts))
    for (const file of files)
      GlobalFonts.register(readFileSync(require.resolve(`@fontsource-variable/${font}/files/${file}.woff2`)), `Adieu ${file}`);
  loaded = true;
}

const size = 48;
/** Never given to a letter: what is drawn for it is what is drawn where there is no letter. */
const nothing = '\u{10FFFF}';
const invisible = /[\p{White_Space}\p{Cc}\p{Cf}\p{M}\p{Variation_Selector}]/u;
const known = new Map<string, boolean>();

/** Characters of a text that no font here can draw, each once. */
export function lackingIn(text: string): string[] {
  loadFonts();
  return [...new Set(text)].filter((char) => !invisible.test(char) && !canDraw(char));
}

function canDraw(char: string): boolean {
  const before = known.get(char);
  if (before !== undefined) return before;
  const context = createCanvas(size * 2, size * 2).getContext('2d');
  const can = drawn(context, char) !== drawn(context, nothing);
  known.set(char, can);
  return can;
}

function drawn(context: SKRSContext2D, char: string): string {
  context.clearRect(0, 0, size * 2, size * 2);
  context.font = `${size}px ${sans}`;
  context.fillText(char, size / 4, size * 1.4);
  return Buffer.from(context.getImageData(0, 0, size * 2, size * 2).data).toString('latin1');
}
