/** PDFs, with the fonts that come with the library. The same bytes for the same document: it holds no other date than the one it is given. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

const require = createRequire(import.meta.url);

export async function makePdf(document: TDocumentDefinitions): Promise<Buffer> {
  // Some megabytes of fonts and layout, for those who write one only.
  const { default: pdfmake } = await import('pdfmake');
  const folder = join(dirname(require.resolve('pdfmake/package.json')), 'fonts', 'Roboto');
  const font = (name: string): string => join(folder, `Roboto-${name}.ttf`);
  pdfmake.setFonts({
    Roboto: { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') },
  });
  // It reads its own fonts and nothing else, and reaches for nothing outside.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder));
  const stream = await pdfmake.createPdf(document).getStream();
  const pieces: Buffer[] = [];
  return new Promise<Buffer>((resolve, reject) => {
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => resolve(Buffer.concat(pieces)));
    stream.on('error', reject);
    stream.end();
  });
}

/** The font has no narrow no-break space; the wide one does not break either. */
export const inFont = (text: string): string => text.replaceAll('\u202f', '\u00a0');

/** Scripts the font has no letters for would come out as boxes. */
export const isInFont = (text: string): boolean =>
  !/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|(?![0-9#*©®™])\p{Emoji}/u.test(
    text,
  );
