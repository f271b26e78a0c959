/** The account of an import: what became of every file and of everything found in it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { recordKinds } from '../../shared/records.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useSay, type Say } from '../say.ts';
import { AccountFiles } from './account-files.tsx';
import { ToDeparture } from './to-departure.tsx';
import { ResumeImport } from './resume-import.tsx';
import { totals, warningWords } from './reasons.ts';
import css from './importing.module.css';

export function AccountScreen() {
  const { t } = useSay();
  const params = useParams({ from: '/archive/$archive/imports/$import' });
  const account = useQuery(api.imports.account.queryOptions({ input: params }));
  const archive = useQuery(api.archives.get.queryOptions({ input: { archive: params.archive } }));
  if (account.error !== null)
    return (
      <Page heading={t('account.title')} title={t('account.title')}>
        <ErrorNotice error={account.error} actions={<Link to="/">{t('notFound.home')}</Link>} />
      </Page>
    );
  if (account.data === undefined)
    return (
      <Page heading={t('account.title')} title={t('account.title')}>
        <Loading />
      </Page>
    );
  return <Account account={account.data} network={archive.data?.networkName ?? account.data.network} />;
}

function Account({ account, network }: { readonly account: AccountOfImport; readonly network: string }) {
  const say = useSay();
  const { t } = say;
  const sum = totals(account);
  const kinds = recordKinds.filter((kind) => account.records[kind] !== undefined);
  const whose = account.account ?? '';
  return (
    <Page
      heading={t('account.title')}
      title={t('account.title')}
      lead={t(whose === '' ? 'account.leadUnknown' : 'account.lead', { network, account: whose, date: say.dateTime(account.at) })}
      actions={
        <Link to="/archive/$archive" params={{ archive: account.archive }}>
          {t('import.seeArchive')}
        </Link>
      }
    >
      <div className={css.stack}>
        <Notice tone={account.state === 'done' ? 'accent' : 'amber'} role="status" head={headline(say, account)}>
          <p>{t('account.sum', { kept: sum.kept, duplicate: sum.duplicate, refused: sum.refused, found: sum.found })}</p>
          {account.state === 'stopped' && (
            <div className={css.row}>
              <ResumeImport archive={account.archive} />
            </div>
          )}
        </Notice>
        {account.state === 'done' && <ToDeparture archive={account.archive} network={account.network} />}
        {account.expected.length > 0 && (
          <ul className={css.stack} style={{ gap: 6 }}>
            {account.expected.map(({ what, expected, found, difference }) => (
              <li key={what} className={difference === 0 ? undefined : css.differs}>
                {t(difference === 0 ? 'account.asExpected' : 'account.expected', {
                  what: t(`relations.${what}`),
                  expected,
                  found,
                  difference: Math.abs(difference),
                })}
              </li>
            ))}
          </ul>
        )}
      </div>
      {account.warnings.length > 0 && (
        <section className={css.section} aria-labelledby="warnings">
          <h2 id="warnings">{t('account.warnings')}</h2>
          <ul className={css.warnings}>
            {account.warnings.map((warning, index) => (
              // Warnings have no identity of their own and never change place.
              <li key={index}>
                {warningWords(say, warning)}
                {warning.file !== null && (
                  <div className="small soft">
                    <bdi>{warning.file}</bdi>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={css.section} aria-labelledby="kinds">
        <h2 id="kinds">{t('account.kinds')}</h2>
        <div className={css.scroll} tabIndex={0} role="group" aria-labelledby="kinds">
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('account.kind')}</th>
                {(['found', 'kept', 'duplicate', 'refused'] as const).map((column) => (
                  <th key={column} scope="col" className={css.n}>
                    {t(`account.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => {
                const tally = account.records[kind];
                return (
                  tally !== undefined && (
                    <tr key={kind}>
                      <th scope="row">{t(`kinds.${kind}`)}</th>
                      <td className={css.n}>{say.number(tally.found)}</td>
                      <td className={css.n}>{say.number(tally.kept)}</td>
                      <td className={css.n}>{say.number(tally.duplicate)}</td>
                      <td className={css.n}>{say.number(tally.refused)}</td>
                    </tr>
                  )
                );
              })}
            </tbody>
          </table>
        </div>
      </section>
      {account.refused.length > 0 && <Refused account={account} />}
      <AccountFiles account={account} />
    </Page>
  );
}

function headline({ t }: Say, { state, fileCounts: { damaged, kept, read } }: AccountOfImport): string {
  if (state === 'stopped') return t('account.stopped');
  if (state === 'running') return t('account.running');
  return t('account.files', { files: damaged + kept + read, kept, damaged });
}

/** As many as are shown; the table above counts all. */
const shown = 100;

function Refused({ account }: { readonly account: AccountOfImport }) {
  const { t } = useSay();
  return (
    <section className={css.section} aria-labelledby="refused">
      <h2 id="refused">{t('account.refusedTitle')}</h2>
      <p className="soft">
        {t('account.refusedLead', { shown: Math.min(shown, account.refused.length), all: totals(account).refused })}
      </p>
      <ul>
        {account.refused.slice(0, shown).map(({ file, locator, reason }, index) => (
          // As above.
          <li key={index} className={css.file}>
            <span className={css.path}>
              <bdi>{file}</bdi> <code>{locator}</code>
            </span>
            <p className="small soft">{t(`refused.${reason}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
