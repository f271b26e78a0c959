/** What the picked files are, and the few things to say before they are read. */
import { Button, Checkbox, NumberInput, Radio, Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Inspection, NetworkSummary, PickedFile } from '../../shared/contract/schemas.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Handle } from '../parts/who.tsx';
import { spendPicks } from '../picks.ts';
import { useSay } from '../say.ts';
import { problemWords } from './reasons.ts';
import css from './importing.module.css';

interface ImportFormProps {
  readonly files: readonly PickedFile[];
  readonly inspection: Inspection;
  readonly networks: readonly NetworkSummary[];
  readonly back: () => void;
}

export function ImportForm({ files, inspection, networks, back }: ImportFormProps) {
  const say = useSay();
  const { t } = say;
  const navigate = useNavigate();
  const { fits, sure } = inspection;
  const [best] = fits;
  const form = useForm<{ network: string; followers: number | string; keepOriginal: boolean }>({
    mode: 'controlled',
    initialValues: { network: sure ? (best?.network ?? '') : '', followers: '', keepOriginal: true },
    validate: { network: (network) => (network === '' ? t('inspect.choose') : null) },
  });
  const start = useMutation(
    api.imports.start.mutationOptions({
      onSuccess: ({ job }) => {
        void navigate({ to: '/job/$job', params: { job }, replace: true }).then(spendPicks);
      },
    }),
  );
  const chosen = fits.find(({ network }) => network === form.values.network);
  const name = chosen?.name ?? networks.find(({ id }) => id === form.values.network)?.name;
  const short = inspection.roomFree !== null && inspection.roomNeeded > inspection.roomFree;
  const title =
    best === undefined ? t('inspect.unknown') : sure ? t('inspect.known', { network: best.name }) : t('inspect.several');
  return (
    <Page
      heading={title}
      title={title}
      narrow
      lead={t(best === undefined ? 'inspect.unknownLead' : sure ? 'inspect.knownLead' : 'inspect.severalLead')}
    >
      <form
        className={css.stack}
        onSubmit={form.onSubmit(({ network, followers, keepOriginal }) =>
          start.mutate({
            tokens: files.map(({ token }) => token),
            network,
            keepOriginal,
            expect: typeof followers === 'number' ? { follower: followers } : {},
          }),
        )}
      >
        <div className={css.card}>
          {chosen !== undefined && (
            <div className={css.what}>
              <NetworkMark network={chosen.network} />
              <div>
                <h2>{chosen.name}</h2>
                <p className="soft">{chosen.account === null ? t('inspect.accountUnknown') : <Handle of={chosen.account} />}</p>
              </div>
            </div>
          )}
          {!sure && fits.length > 1 && (
            <Radio.Group label={t('inspect.which')} {...form.getInputProps('network')}>
              <div className={css.stack} style={{ gap: 10, paddingTop: 8 }}>
                {fits.map((fit) => (
                  <Radio
                    key={fit.network}
                    value={fit.network}
                    label={fit.account === null ? fit.name : t('inspect.fit', { network: fit.name, account: fit.account })}
                  />
                ))}
              </div>
            </Radio.Group>
          )}
          {(fits.length === 0 || (!sure && fits.length === 1)) && (
            <Select
              className={css.field}
              label={t('inspect.readAs')}
              description={t('inspect.readAsHint')}
              placeholder={t('inspect.readAsNone')}
              data={networks.map(({ id, name: label, reads, general }) => ({
                value: id,
                label: general ? t('leave.other') : reads ? label : t('inspect.keptWhole', { network: label }),
              }))}
              allowDeselect={false}
              {...form.getInputProps('network')}
            />
          )}
          <dl className={css.facts}>
            <dt>{t('inspect.picked')}</dt>
            <dd>
              {files.length === 1 ? (
                <bdi className={css.path}>{files[0]?.name}</bdi>
              ) : (
                t('inspect.pickedCount', { count: files.length })
              )}
            </dd>
            <dt>{t('inspect.holds')}</dt>
            <dd>{t('inspect.filesAndSize', { files: inspection.files, bytes: say.bytes(inspection.bytes) })}</dd>
            <dt>{t('inspect.room')}</dt>
            <dd>
              {inspection.roomFree === null
                ? say.bytes(inspection.roomNeeded)
                : t('inspect.roomOf', { needed: say.bytes(inspection.roomNeeded), free: say.bytes(inspection.roomFree) })}
            </dd>
            {chosen !== undefined && (
              <>
                <dt>{t('inspect.archive')}</dt>
                <dd>
                  {chosen.archive === null ? (
                    t('inspect.archiveNew')
                  ) : (
                    <>
                      {t('inspect.archiveThere')}{' '}
                      <Link to="/archive/$archive" params={{ archive: chosen.archive }}>
                        {t('inspect.archiveSee')}
                      </Link>
                    </>
                  )}
                </dd>
              </>
            )}
          </dl>
        </div>
        {short && (
          <Notice tone="amber" head={t('inspect.short')}>
            <p>{t('inspect.shortText')}</p>
          </Notice>
        )}
        {inspection.problems.length > 0 && (
          <Notice tone="amber" head={t('inspect.problems', { count: inspection.problems.length })}>
            <ul className={css.problems} tabIndex={0} aria-label={t('inspect.problems', { count: inspection.problems.length })}>
              {inspection.problems.map(({ file, reason }) => (
                <li key={`${file} ${reason}`}>
                  <bdi>{file}</bdi> · {problemWords(say, reason)}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <NumberInput
          className={css.field}
          label={t('inspect.expect')}
          description={t('inspect.expectHint')}
          min={0}
          max={9_999_999_999}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator={thousands(say.number(12_345_678))}
          hideControls
          {...form.getInputProps('followers')}
        />
        <Checkbox
          label={t('inspect.keep')}
          description={t('inspect.keepHint')}
          {...form.getInputProps('keepOriginal', { type: 'checkbox' })}
        />
        {start.error !== null && <ErrorNotice error={start.error} />}
        <div className={css.row}>
          <Button type="submit" loading={start.isPending} disabled={fits.length === 0 && form.values.network === ''}>
            {name === undefined ? t('inspect.start') : t('inspect.startAs', { network: name })}
          </Button>
          <Button variant="default" onClick={back}>
            {t('inspect.back')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** The sign that stands between thousands in the person's manner of writing. */
function thousands(written: string): string {
  return /\D/.exec(written)?.[0] ?? '';
}
