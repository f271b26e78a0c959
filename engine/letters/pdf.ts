/** A letter as PDF, on one sheet of A4 where it fits. */
import type { Content } from 'pdfmake/interfaces.js';
import { Refusal } from '../../shared/errors.ts';
import { labelled } from '../departures/words.ts';
import { inFont, isInFont, makePdf } from '../pdf.ts';
import { letterWords, plainLetter, type LetterText } from './text.ts';

/** `day`: of the letter, its only date. Throws `Refusal('pdf-characters')` where it would come out with holes. */
export async function letterPdf(letter: LetterText, day: string): Promise<Buffer> {
  if (!isInFont(plainLetter(letter))) throw new Refusal('pdf-characters');
  const { language, from, to, date, subject, body, signed, enclosed } = letter;
  const lines = (given: readonly string[]): Content => ({ text: inFont(given.join('\n')), margin: [0, 0, 0, 18] });
  const on = new Date(`${day}T12:00:00Z`);
  return makePdf({
    pageSize: 'A4',
    pageMargins: [64, 56, 64, 64],
    language,
    info: { title: subject, author: signed, creator: 'Adieu', producer: 'Adieu', creationDate: on, modDate: on },
    content: [
      lines(from),
      lines(to),
      { text: inFont(date), margin: [0, 0, 0, 18] },
      { text: inFont(subject), bold: true, margin: [0, 0, 0, 14] },
      ...body.map((block): Content =>
        block.type === 'text'
          ? { text: inFont(block.text), margin: [0, 0, 0, 8] }
          : { ul: block.items.map((item) => ({ text: inFont(item), margin: [0, 0, 0, 4] })), margin: [0, 0, 0, 8] },
      ),
      { text: inFont(signed), margin: [0, 28, 0, 0] },
      ...(enclosed.length === 0
        ? []
        : [
            {
              text: inFont(labelled(letterWords.enclosed[language], enclosed.join(' · '), language)),
              fontSize: 9,
              margin: [0, 24, 0, 0],
            } satisfies Content,
          ]),
    ],
    footer: (page: number, pages: number): Content =>
      pages === 1 ? '' : { text: `${page} / ${pages}`, fontSize: 8, alignment: 'right', margin: [64, 20, 64, 0] },
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.25 },
  });
}
