/** A receipt as PDF. The same bytes for the same receipt: its only date is that of the last event. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Receipt, ReceiptBlock as Block } from '../../../shared/departures/receipt.ts';
import { inFont, makePdf } from '../../pdf.ts';

export function receiptPdf(receipt: Receipt): Promise<Buffer> {
  return makePdf(documentOf(receipt));
}

function documentOf({ title, about, blocks, foot, asOf, language }: Receipt): TDocumentDefinitions {
  const date = new Date(asOf);
  return {
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    language,
    info: { title, creator: 'Adieu', producer: 'Adieu', creationDate: date, modDate: date },
    // A heading is never left alone at the foot of a page.
    pageBreakBefore: (node) => node.headlineLevel === 1 && (node.startPosition?.verticalRatio ?? 0) > 0.86,
    content: [
      { text: inFont(title), style: 'title' },
      {
        table: {
          widths: ['auto', '*'],
          body: about.map(([label, value]) => [{ text: inFont(label), color: '#555555' }, breakable(value)]),
        },
        layout: 'noBorders',
      },
      ...blocks.map(contentOf),
    ],
    footer: (page: number, pages: number): Content => ({
      columns: [
        { text: inFont(foot), fontSize: 7, color: '#555555' },
        { text: `${page} / ${pages}`, fontSize: 7, color: '#555555', alignment: 'right', width: 40 },
      ],
      margin: [48, 12, 48, 0],
    }),
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2 },
    styles: {
      title: { fontSize: 18, margin: [0, 0, 0, 12] },
      heading: { fontSize: 13, margin: [0, 16, 0, 6] },
      head: { bold: true },
    },
  };
}

function contentOf(block: Block): Content {
  switch (block.type) {
    case 'heading':
      return { text: inFont(block.text), style: 'heading', headlineLevel: 1 };
    case 'text':
      return { text: inFont(block.text), margin: [0, 0, 0, 6] };
    case 'table':
      return {
        table: {
          headerRows: 1,
          widths: block.head.map((_, column) => (column === block.head.length - 1 ? '*' : 'auto')),
          body: [
            block.head.map((cell) => ({ text: inFont(cell), style: 'head' })),
            ...block.rows.map((row) => row.map(breakable)),
          ],
        },
        layout: 'lightHorizontalLines',
        margin: [0, 0, 0, 8],
      };
  }
}

/** Checksums and addresses have no spaces: a line may end anywhere in them. */
function breakable(text: string): { text: string } {
  return { text: inFont(text).replace(/[^\s\u200b]{24}(?=\S)/g, '$&\u200b') };
}
