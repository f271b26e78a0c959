/** The first page of an open copy: readable without a script, in both languages; with one it becomes the place from which the rest is seen. */
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { recordKinds, type RecordKind } from '../../shared/records.ts';
import type { CopySource } from './source.ts';
import { fill, words, type Language } from './words.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as text, whatever it holds; directions in it end with it. */
const html = (text: string): string => text.toWellFormed().replace(/[&<>"']/g, (char) => entities[char] ?? char);
const isolated = (text: string): string => `<bdi>${html(text)}</bdi>`;

/**
 * Nothing but the files beside it: no network, no inline script or style. `file:` is there for browsers to which a file has no origin of its own;
 * `'self'` for a copy that somebody serves.
 */
export const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'";

export interface IndexOptions {
  readonly archive: CopySource['archive'];
  readonly language: Language;
  readonly imports: readonly AccountOfImport[];
  readonly now: Date;
  readonly counts: Readonly<Record<RecordKind, number>>;
  readonly first: string | null;
  readonly last: string | null;
  /** Which of the folders under `data/` there are. */
  readonly folders: ReadonlySet<string>;
}

export function indexHtml(options: IndexOptions): string {
  const { archive, language } = options;
  const account = archive.account ?? archive.name;
  const t = words[language];
  const title =
    account === null
      ? fill(t.titleNobody, { network: archive.networkName })
      : fill(t.title, { network: archive.networkName, account });
  const other: Language = language === 'en' ? 'fr' : 'en';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${html(title)}</title>
<link rel="stylesheet" href="assets/viewer.css">
<script src="assets/viewer.js" defer></script>
</head>
<body>
<main id="overview">
${overview(options, language)}
${overview(options, other)}
</main>
</body>
</html>
`;
}

function overview(options: IndexOptions, language: Language): string {
  const { archive, counts, imports, now, first, last } = options;
  const t = words[language];
  const day = (iso: string): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
  const number = (n: number): string => new Intl.NumberFormat(language).format(n);
  const account = archive.account ?? archive.name;
  const title = account === null ? t.titleNobody : t.title;
  const filled = html(title)
    .replace('{network}', () => html(archive.networkName))
    .replace('{account}', () => isolated(account ?? ''));
  const between = first === null || last === null ? '' : ` ${fill(t.between, { first: day(first), last: day(last) })}`;
  const rows = recordKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `<tr><th scope="row">${html(t.kinds[kind])}</th><td>${number(counts[kind])}</td></tr>`);
  const files = [
    ['records/', t.fileRecords],
    ['people/', t.filePeople],
    ['contacts.vcf', t.fileContacts],
    ['archive.sqlite', t.fileDatabase],
    ['media/', t.fileMedia],
    ['original/', t.fileOriginal],
    ['accounts-of-import/', t.fileImports],
  ].filter(([path = '']) => !path.endsWith('/') || options.folders.has(path));
  const read = imports.map((account_) => {
    const { damaged, kept, read: whole } = account_.fileCounts;
    return `<li>${html(fill(t.importRead, { date: day(account_.at), files: number(damaged + kept + whole), kept: number(kept), damaged: number(damaged) }))}</li>`;
  });
  return `<section lang="${language}">
<h1>${filled}</h1>
<p class="lead">${html(fill(t.lead, { date: day(now.toISOString()) }) + between)}</p>
<p class="plain">${html(t.scriptOff)}</p>
<table class="counts"><thead><tr><th scope="col">${html(t.kind)}</th><th scope="col">${html(t.number)}</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
<h2>${html(t.files)}</h2>
<ul class="files">
${files.map(([path = '', about = '']) => `<li><a href="${path}">${path}</a> <span>${html(about)}</span></li>`).join('\n')}
</ul>
${read.length === 0 ? '' : `<h2>${html(t.imports)}</h2>\n<ul>\n${read.join('\n')}\n</ul>`}
</section>`;
}
