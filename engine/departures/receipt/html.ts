/** A receipt as one HTML file: no script, nothing from elsewhere, readable and printable anywhere. */
import type { Receipt, ReceiptBlock as Block } from '../../../shared/departures/receipt.ts';

const style = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { font-family: Georgia, serif; font-weight: 500; line-height: 1.2; }
h2 { margin-top: 2.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { opacity: 0.75; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
footer { margin-top: 3rem; opacity: 0.75; }
@media print { body { margin: 0; max-width: none; } }
`;

/** The same bytes for the same receipt. */
export function receiptHtml({ language, title, about, blocks, foot }: Receipt): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
<dl>
${about.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`).join('\n')}
</dl>
${blocks.map(blockHtml).join('\n')}
</main>
<footer><p>${escape(foot)}</p></footer>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `<h2>${escape(block.text)}</h2>`;
    case 'text':
      return `<p>${escape(block.text)}</p>`;
    case 'table':
      return [
        '<table>',
        `<thead><tr>${block.head.map((cell) => (cell === '' ? '<td></td>' : `<th scope="col">${escape(cell)}</th>`)).join('')}</tr></thead>`,
        '<tbody>',
        ...block.rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`),
        '</tbody>',
        '</table>',
      ].join('\n');
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
