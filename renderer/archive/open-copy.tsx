/** Taking an open copy: where to, how, and then whether it is whole. */
import { Button, Radio } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ChosenPlace, type Bridge } from '../../shared/bridge.ts';
import type { CopyReport, JobState, Place } from '../../shared/contract/schemas.ts';
import { api } from '../client.ts';
import { BackToDeparture } from '../parts/back-to-departure.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { isRefusalCode, RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import { JobProgress } from '../importing/job-progress.tsx';
import { useJob } from '../importing/use-job.ts';
import { CheckResult } from './check-result.tsx';
import { archiveTitle } from './in-short.ts';
import css from './archive.module.css';
import form from '../importing/importing.module.css';

export function OpenCopy() {
  const say = useSay();
  const { t } = say;
  const { archive } = useParams({ from: '/archive/$archive/copy' });
  const detail = useQuery(api.archives.get.queryOptions({ input: { archive } }));
  const jobs = useQuery(api.jobs.list.queryOptions({ staleTime: 0 }));
  const [begun, setBegun] = useState<string | null>(null);
  const job = begun ?? jobs.data?.find(({ kind, archive: of }) => kind === 'copy' && of === archive)?.job ?? null;
  const { state, error } = useJob(job);
  const again = (): void => setBegun(null);
  return (
    <Page
      heading={t('copyOut.title')}
      title={t('copyOut.title')}
      lead={t('copyOut.lead')}
      narrow
      actions={
        <>
          <BackToDeparture archive={archive} />
          <Link to="/archive/$archive" params={{ archive }}>
            {detail.data === undefined ? t('import.seeArchive') : archiveTitle(say, detail.data)}
          </Link>
        </>
      }
    >
      {detail.error !== null ? (
        <ErrorNotice error={detail.error} />
      ) : job === null ? (
        <ChoosePlace archive={archive} begin={setBegun} />
      ) : error !== null && error !== undefined ? (
        <ErrorNotice error={error} actions={<Button onClick={again}>{t('copyOut.again')}</Button>} />
      ) : (
        <Copying job={job} state={state} again={again} />
      )}
    </Page>
  );
}

function ChoosePlace({ archive, begin }: { readonly archive: string; readonly begin: (job: string) => void }) {
  const say = useSay();
  const { t } = say;
  const offered = useQuery(api.copies.places.queryOptions({ staleTime: 0 }));
  const [chosen, setChosen] = useState<readonly Place[]>([]);
  const [token, setToken] = useState<string | null>(null);
  const [zip, setZip] = useState(false);
  const start = useMutation(api.copies.start.mutationOptions({ onSuccess: ({ job }) => begin(job) }));
  const choose = useMutation({
    mutationFn: async (bridge: Bridge) => ChosenPlace.parse(await bridge({ ask: 'place' })),
    onSuccess: (place) => {
      if (place === null) return;
      setChosen((before) => [...before.filter(({ token: known }) => known !== place.token), place]);
      setToken(place.token);
    },
  });
  if (offered.error !== null) return <ErrorNotice error={offered.error} />;
  if (offered.data === undefined) return <Loading />;
  const places = [...offered.data, ...chosen.filter((place) => !offered.data.some(({ token: known }) => known === place.token))];
  const place = token ?? places[0]?.token ?? null;
  const { adieu } = window;
  return (
    <form
      className={form.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (place !== null) start.mutate({ archive, place, zip });
      }}
    >
      <div className={form.card}>
        <Radio.Group label={t('copyOut.where')} value={place} onChange={setToken}>
          <div className={css.places} style={{ paddingTop: 8 }}>
            {places.map(({ token: value, label, free }) => (
              <Radio
                key={value}
                value={value}
                label={<bdi>{label}</bdi>}
                description={free === null ? undefined : t('copyOut.free', { bytes: say.bytes(free) })}
              />
            ))}
          </div>
        </Radio.Group>
        {places.length === 0 && <p>{t('copyOut.noPlace')}</p>}
        {adieu !== undefined && (
          <div>
            <Button variant="default" size="compact-sm" loading={choose.isPending} onClick={() => choose.mutate(adieu)}>
              {t('copyOut.choose')}
            </Button>
          </div>
        )}
        <Radio.Group label={t('copyOut.as')} value={zip ? 'zip' : 'folder'} onChange={(value) => setZip(value === 'zip')}>
          <div className={css.places} style={{ paddingTop: 8 }}>
            <Radio value="folder" label={t('copyOut.folder')} description={t('copyOut.folderHint')} />
            <Radio value="zip" label={t('copyOut.zip')} description={t('copyOut.zipHint')} />
          </div>
        </Radio.Group>
      </div>
      <Notice tone="amber" head={t('copyOut.plain')}>
        <p>{t('copyOut.plainText')}</p>
      </Notice>
      {choose.error !== null && <ErrorNotice error={choose.error} />}
      {start.error !== null && <ErrorNotice error={start.error} />}
      <div className={form.row}>
        <Button type="submit" loading={start.isPending} disabled={place === null}>
          {t('copyOut.go')}
        </Button>
      </div>
    </form>
  );
}

function Copying({ job, state, again }: { readonly job: string; readonly state: JobState | null; readonly again: () => void }) {
  const { t } = useSay();
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  if (state === null || state.state === 'running')
    return (
      <div className={form.card}>
        <JobProgress state={state} label={t('copyOut.title')} />
        <div className={form.row}>
          <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ job })}>
            {t('import.cancel')}
          </Button>
        </div>
      </div>
    );
  const retry = <Button onClick={again}>{t('copyOut.again')}</Button>;
  switch (state.state) {
    case 'stopped':
      return (
        <Notice role="status" head={t('copyOut.stopped')} actions={retry}>
          <p>{t('copyOut.stoppedText')}</p>
        </Notice>
      );
    case 'failed':
      return (
        <ErrorNotice
          error={isRefusalCode(state.code) ? new RefusedHere(state.code, state.detail) : new Error(state.code)}
          actions={retry}
        />
      );
    case 'done':
      return state.result.job === 'copy' ? <Copied copy={state.result.copy} again={again} /> : retry;
  }
}

function Copied({ copy, again }: { readonly copy: CopyReport; readonly again: () => void }) {
  const say = useSay();
  const { t } = say;
  return (
    <div className={form.stack}>
      <Notice tone="accent" role="status" head={t('copyOut.done')}>
        <p>
          <bdi>{copy.place}</bdi>
        </p>
        <p>{t('copyOut.counts', { files: copy.files, records: copy.records, bytes: say.bytes(copy.bytes) })}</p>
        <p className="soft">{t('copyOut.how')}</p>
      </Notice>
      <CheckResult copy={copy} />
      <div className={form.row}>
        <Button variant="default" onClick={again}>
          {t('copyOut.another')}
        </Button>
      </div>
    </div>
  );
}
