/**
 * A picture with where to go and a code that leads there, made here: no browser and nothing from outside. What holds a letter that no font of this computer has is left
 * out, and told; the code always holds the address.
 */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { encode } from 'uqr';
import type { FarewellLanguage, PictureScheme, PictureShape } from '../../shared/farewell/index.ts';
import { lackingIn, loadFonts, sans, serif } from './fonts.ts';

export interface PictureWords {
  /** `@handle · TikTok`. */
  readonly account: string;
  readonly headline: string;
  readonly dated: string;
  readonly findLabel: string;
  readonly address: string;
  readonly sign: string;
  /** What the code holds. */
  readonly code: string;
}

export interface DrawnPicture {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  readonly lacking: string[];
}

/** Those of `renderer/look/tokens.css`. */
const schemes = {
  light: { paper: '#faf8f4', card: '#fffefb', ink: '#22201d', soft: '#6d675e', line: '#e6e0d5', accent: '#0f5c63' },
  dark: { paper: '#181715', card: '#211f1c', ink: '#ece7de', soft: '#a59d90', line: '#37332d', accent: '#6fc0c2' },
} as const;
/** A code is dark on light in both: many readers take no other. */
const codeColours = { ground: '#fffefb', ink: '#22201d' } as const;

/** Pixels. A story keeps its top and bottom free: apps lay their own buttons over them. */
const shapes = {
  square: { width: 1080, height: 1080, top: 96, bottom: 96, headline: 104, code: 372 },
  story: { width: 1080, height: 1920, top: 264, bottom: 264, headline: 124, code: 560 },
} as const;
const margin = 96;

export async function drawPicture(
  words: PictureWords,
  shape: PictureShape,
  scheme: PictureScheme,
  language: FarewellLanguage,
): Promise<DrawnPicture> {
  loadFonts();
  const { shown, lacking } = drawable(words);
  const { width, height } = shapes[shape];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.lang = language;
  new Sheet(context, shape, scheme).draw(shown);
  return { png: await encoded(canvas), width, height, lacking };
}

const encoded = (canvas: Canvas): Promise<Buffer> => canvas.encode('png');

/** A line that holds letters which cannot be drawn is left out, emoji alone leave their line. */
function drawable(words: PictureWords): { shown: PictureWords; lacking: string[] } {
  const lacking = new Set<string>();
  const shown = (line: string): string => {
    const missing = lackingIn(line);
    for (const char of missing) lacking.add(char);
    if (missing.length === 0) return line;
    if (!missing.every((char) => /\p{Extended_Pictographic}|\p{Emoji}/u.test(char))) return '';
    return [...line]
      .filter((char) => !missing.includes(char))
      .join('')
      .replace(/\u200d|\ufe0f/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  };
  return {
    shown: {
      ...words,
      account: shown(words.account),
      headline: shown(words.headline),
      dated: shown(words.dated),
      findLabel: shown(words.findLabel),
      // An address with a letter less would be another address.
      address: shown(words.address) === words.address ? words.address : '',
      sign: shown(words.sign),
    },
    lacking: [...lacking],
  };
}

class Sheet {
  readonly #context: SKRSContext2D;
  readonly #shape: (typeof shapes)[PictureShape];
  readonly #colours: (typeof schemes)[PictureScheme];
  readonly #tall: boolean;

  constructor(context: SKRSContext2D, shape: PictureShape, scheme: PictureScheme) {
    this.#context = context;
    this.#shape = shapes[shape];
    this.#colours = schemes[scheme];
    this.#tall = shape === 'story';
    context.textBaseline = 'alphabetic';
  }

  draw(words: PictureWords): void {
    const { width, height, top, bottom, code } = this.#shape;
    const context = this.#context;
    context.fillStyle = this.#colours.paper;
    context.fillRect(0, 0, width, height);
    // One short petrol line, as at the head of a letter.
    context.fillStyle = this.#colours.accent;
    context.fillRect(margin, top, 72, 6);
    const inner = width - 2 * margin;
    let y = top + 66;
    y = this.#lines(words.account, `500 32px ${sans}`, this.#colours.soft, margin, y, inner, 1, 44);
    y += this.#tall ? 60 : 40;
    y = this.#headline(words.headline, y, inner);
    y += 12;
    y = this.#lines(words.dated, `400 ${this.#tall ? 52 : 46}px ${serif}`, this.#colours.soft, margin, y, inner, 2, 60);
    if (this.#tall) this.#below(words, inner, { ceiling: y, floor: height - bottom }, code);
    else this.#beside(words, inner, height - bottom, code);
  }

  /** The code at the left, the words at its right. */
  #beside(words: PictureWords, inner: number, floor: number, code: number): void {
    const at = floor - code;
    this.#code(words.code, margin, at, code);
    const x = margin + code + 56;
    const wide = margin + inner - x;
    const lines = this.#address(words.address, wide, 44);
    const tall = 52 + lines.length * 54 + (words.sign === '' ? 0 : 74);
    let y = at + Math.max(40, (code - tall) / 2 + 30);
    y = this.#lines(words.findLabel, `500 30px ${sans}`, this.#colours.soft, x, y, wide, 2, 40) + 16;
    y = this.#set(lines, `600 44px ${sans}`, this.#colours.accent, x, y, 54);
    if (words.sign !== '') this.#lines(words.sign, `400 40px ${serif}`, this.#colours.ink, x, y + 24, wide, 2, 46);
  }

  /** The code above, the words below it. */
  #below(words: PictureWords, inner: number, { ceiling, floor }: { ceiling: number; floor: number }, most: number): void {
    const lines = this.#address(words.address, inner, 56);
    const under = 84 + 72 + (lines.length - 1) * 68 + (words.sign === '' ? 0 : 98);
    const code = Math.min(most, floor - under - ceiling - 20);
    const at = floor - under - code;
    this.#code(words.code, margin, at, code);
    let y = at + code + 84;
    y = this.#lines(words.findLabel, `500 36px ${sans}`, this.#colours.soft, margin, y, inner, 2, 46) + 26;
    y = this.#set(lines, `600 56px ${sans}`, this.#colours.accent, margin, y, 68);
    if (words.sign !== '') this.#lines(words.sign, `400 46px ${serif}`, this.#colours.ink, margin, y + 30, inner, 2, 54);
  }

  /** As large as it fits into three lines. */
  #headline(text: string, y: number, wide: number): number {
    const { headline } = this.#shape;
    for (const size of [1, 0.86, 0.74, 0.62].map((part) => Math.round(headline * part))) {
      const font = `500 ${size}px ${serif}`;
      const lines = this.#wrap(text, font, wide);
      const last = size < headline * 0.7;
      if (lines.length > 2 && !last) continue;
      return this.#set(lines.slice(0, 4), font, this.#colours.ink, margin, y + size * 0.8, size * 1.08) - size * 0.3;
    }
    return y;
  }

  #address(text: string, wide: number, size: number): string[] {
    // What stands before the address of a web page is for machines; the code holds it.
    const shown = text.replace(/^https?:\/\//iu, '').replace(/\/$/u, '');
    return this.#wrap(shown, `600 ${size}px ${sans}`, wide).slice(0, 5);
  }

  #lines(text: string, font: string, colour: string, x: number, y: number, wide: number, most: number, step: number): number {
    return this.#set(this.#wrap(text, font, wide).slice(0, most), font, colour, x, y, step);
  }

  /** Draws lines below each other; answers the base line after the last. */
  #set(lines: readonly string[], font: string, colour: string, x: number, y: number, step: number): number {
    this.#context.font = font;
    this.#context.fillStyle = colour;
    for (const [index, line] of lines.entries()) this.#context.fillText(line, x, y + index * step);
    return y + lines.length * step;
  }

  /** At spaces; a word that is too long, as addresses are, after its points, slashes and hyphens, and at last anywhere. */
  #wrap(text: string, font: string, wide: number): string[] {
    this.#context.font = font;
    const fits = (line: string): boolean => this.#context.measureText(line).width <= wide;
    const lines: string[] = [];
    let line = '';
    const put = (piece: string, space: string): void => {
      if (line === '' && fits(piece)) line = piece;
      else if (fits(line + space + piece)) line += space + piece;
      else {
        if (line !== '') lines.push(line);
        line = piece;
      }
    };
    for (const word of text.split(/[ \n]+/).filter((one) => one !== '')) {
      if (fits(word)) put(word, ' ');
      else for (const [index, piece] of piecesOf(word, fits).entries()) put(piece, index === 0 ? ' ' : '');
    }
    return line === '' ? lines : [...lines, line];
  }

  #code(text: string, left: number, above: number, wide: number): void {
    const context = this.#context;
    // Between pixels, fine lines would run through the code.
    const [x, y, side] = [Math.round(left), Math.round(above), Math.round(wide)];
    const radius = 28;
    context.fillStyle = codeColours.ground;
    context.beginPath();
    context.roundRect(x, y, side, side, radius);
    context.fill();
    context.strokeStyle = this.#colours.line;
    context.lineWidth = 2;
    context.stroke();
    // Whole pixels a module, and the quiet border of four modules that readers want.
    const { data, size } = encode(text, { ecc: 'M', border: 0 });
    const module = Math.floor(side / (size + 8));
    const edge = Math.floor((side - module * size) / 2);
    context.fillStyle = codeColours.ink;
    for (const [row, cells] of data.entries())
      for (const [column, dark] of cells.entries())
        if (dark) context.fillRect(x + edge + column * module, y + edge + row * module, module, module);
  }
}

function piecesOf(word: string, fits: (piece: string) => boolean): string[] {
  return (word.match(/[^./\-_@]*[./\-_@]?/gu) ?? [])
    .filter((piece) => piece !== '')
    .flatMap((piece) => (fits(piece) ? [piece] : [...new Intl.Segmenter().segment(piece)].map(({ segment }) => segment)));
}
