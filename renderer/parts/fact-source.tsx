/**
 * Where a fact comes from, when, and how sure it is: “Four days: TikTok's help page ‘…’, August 2026. Official. Source”. Behind it, what else the sources say.
 *
 * `FactSource` stands under something that rests on a fact; with `fold` it is opened on demand. `FactValue` is the value by itself.
 */
import type { ReactNode } from 'react';
import type { ShownFact } from '../../shared/departures/view.ts';
import { useSay, type Say } from '../say.ts';
import { factLines } from './fact-words.ts';
import { OutsideLink } from './outside-link.tsx';
import { isHttps } from './web-address.tsx';
import css from './fact-source.module.css';

interface FactSourceProps {
  readonly fact: ShownFact;
  /** Begins with the value: for where it has not been said above. */
  readonly withValue?: boolean;
  readonly fold?: boolean;
}

export function FactSource({ fact, withValue = false, fold = false }: FactSourceProps) {
  const say = useSay();
  const body = (
    <div className={css.source} data-confidence={fact.confidence}>
      <First fact={fact} say={say} value={withValue ? factLines(say, fact).join(' · ') : ''} />
      {fold ? <More fact={fact} say={say} /> : <Folded fact={fact} say={say} />}
    </div>
  );
  if (!fold) return body;
  return (
    <Fold
      summary={
        fact.confidence === null
          ? say.t('factSource.unknown')
          : `${say.t(`factSource.${fact.confidence}`)}, ${dateWords(say, fact.date)}`
      }
    >
      {body}
    </Fold>
  );
}

/** What is known, or that nobody knows. */
export function FactValue({ fact }: { readonly fact: ShownFact }) {
  const say = useSay();
  const lines = factLines(say, fact);
  const [only] = lines;
  if (only === undefined) return <span className={css.unknown}>{say.t('factValue.unknown')}</span>;
  if (lines.length === 1) return <Line line={only} />;
  return (
    <ul className={css.values}>
      {lines.map((line) => (
        <li key={line}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line }: { readonly line: string }) {
  return (
    <span className={css.value}>{isHttps(line) && !line.includes('{') ? <OutsideLink to={line}>{line}</OutsideLink> : line}</span>
  );
}

/** The source that earns the fact its confidence, in one line. */
function First({ fact, say, value }: { readonly fact: ShownFact; readonly say: Say; readonly value: string }) {
  const source = mainSource(fact);
  if (source === null || fact.confidence === null)
    return <p>{value === '' ? say.t('factSource.unknown') : `${value}. ${say.t('factSource.unknown')}`}</p>;
  const values = {
    title: source.title,
    date: dateWords(say, fact.date),
    confidence: say.t(`factSource.${fact.confidence}`),
  };
  return (
    <p>
      {value === '' ? say.t('factSource.known', values) : say.t('factSource.knownValue', { ...values, value })}{' '}
      {source.url !== null && isHttps(source.url) && (
        <OutsideLink to={source.url} name={say.t('factSource.linkNamed', { title: source.title })}>
          {say.t('factSource.link')}
        </OutsideLink>
      )}
    </p>
  );
}

function Folded({ fact, say }: { readonly fact: ShownFact; readonly say: Say }) {
  if (!hasMore(fact)) return null;
  return (
    <Fold summary={say.t('factSource.more')}>
      <More fact={fact} say={say} />
    </Fold>
  );
}

function More({ fact, say }: { readonly fact: ShownFact; readonly say: Say }) {
  const main = mainSource(fact);
  const others = fact.sources.filter((source) => source !== main);
  return (
    <>
      {fact.note !== null && <p>{say.text(fact.note)}</p>}
      {fact.contradicts.length > 0 && (
        <>
          <p>{say.t('factSource.contradicts')}</p>
          <ul>
            {fact.contradicts.map((text) => (
              <li key={text.en}>{say.text(text)}</li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <p>{say.t('factSource.others', { count: others.length })}</p>
          <ul>
            {others.map(({ title, url, date }) => (
              <li key={`${title}${String(url)}`}>
                {url === null ? title : <OutsideLink to={url}>{title}</OutsideLink>}, {dateWords(say, date)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Fold({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className={css.fold}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

const hasMore = ({ note, contradicts, sources }: ShownFact): boolean =>
  note !== null || contradicts.length > 0 || sources.length > 1;

const dateWords = (say: Say, date: string | null): string =>
  date === null ? say.t('factSource.undated') : say.partialDate(date);

/** Of the kind that earns the fact its confidence; of those the one whose date is shown. */
function mainSource({ sources, confidence, date }: ShownFact): ShownFact['sources'][number] | null {
  const earning = sources.filter(({ kind }) => kind === confidence);
  const of = earning.length > 0 ? earning : sources;
  return of.find((source) => source.date === date) ?? of[0] ?? null;
}
