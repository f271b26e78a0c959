/** `article.js`: long texts with a title, in sections; each is a post of its own. What is in it beyond the text stays in `raw`. */
import { asId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { eachRow } from './rows.ts';
import { fieldsOf, isFields, listOf, rest, textOf, unwrap } from './shape.ts';

const consumed = new Set(['id', 'title']);
const dates = ['createdAt', 'firstPublishedAtMs', 'createdAtMs', 'createdatMs'];

export function readArticles(file: ExportFile, out: Out): Promise<number> {
  return eachRow(file, out, 'post', (row, locator) => {
    const article = unwrap(row, ['article'], true);
    if (typeof article === 'string') return out.refuse('post', locator, article);
    const id = asId(article['id']);
    const title = textOf(article['title']);
    const text = textIn(article['content']);
    if (id === null && title === null && text === null) return out.refuse('post', locator, 'no-identity');
    const given = dates.map((name) => textOf(article[name])).find((one) => one !== null) ?? null;
    out.record({
      kind: 'post',
      key: `article:${id ?? `${title}:${text}`}`,
      locator,
      at: instant(given),
      atAsGiven: given,
      form: 'article',
      networkId: id,
      title,
      text,
      raw: rest(article, consumed),
    });
  });
}

/** Texts of sections, each a paragraph: a bare text, a list of `{ text }`, or one of them under `blocks`. */
function textIn(content: unknown): string | null {
  if (typeof content === 'string') return textOf(content);
  const sections = listOf(isFields(content) ? content['blocks'] : content);
  const texts = sections.flatMap((one) => textOf(one) ?? textOf(fieldsOf(one)['text']) ?? textIn(fieldsOf(one)['content']) ?? []);
  return texts.length === 0 ? null : texts.join('\n\n');
}
