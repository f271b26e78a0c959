/** What comes of the form: texts with their limits, pictures, the schedule, saving, and saying that it is done. */
import { Button, Radio } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChosenPlace, type Bridge } from '../../shared/bridge.ts';
import type { Place } from '../../shared/contract/schemas.ts';
import type { FarewellForm, FarewellKit, FarewellText } from '../../shared/farewell/index.ts';
import { api } from '../client.ts';
import { CopyText } from '../parts/copy-text.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { FactSource } from '../parts/fact-source.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSay } from '../say.ts';
import css from './farewell.module.css';

interface Of {
  readonly departure: string;
  readonly form: FarewellForm;
}

export function Preview({ departure, form }: Of) {
  const { t } = useSay();
  const kit = useQuery(api.farewell.kit.queryOptions({ input: { departure, form }, placeholderData: keepPreviousData }));
  if (kit.error !== null) return <ErrorNotice error={kit.error} />;
  if (kit.data === undefined) return <Loading />;
  return (
    <>
      <section className={css.part}>
        <h2>{t('farewell.texts')}</h2>
        {kit.data.texts.map((text) => (
          <OneText key={`${text.language}-${text.id}`} text={text} several={form.languages.length > 1} />
        ))}
      </section>
      <Pictures departure={departure} form={form} code={kit.data.code} />
      <Schedule schedule={kit.data.schedule} />
      <Save departure={departure} form={form} />
      <Done departure={departure} />
    </>
  );
}

function OneText({
  text: { id, language, text, length, limit, fits, leftOut },
  several,
}: {
  readonly text: FarewellText;
  readonly several: boolean;
}) {
  const { t } = useSay();
  const name = several ? `${t(`farewell.text.${id}`)} (${t(`farewell.language.${language}`)})` : t(`farewell.text.${id}`);
  return (
    <div className={css.text}>
      <h3>{name}</h3>
      <p className={css.said} lang={language}>
        {text}
      </p>
      <div className={css.row}>
        <CopyText small text={text} label={t('farewell.copyIt')} name={t('farewell.copy', { what: name })} />
        <span className={fits ? css.small : `${css.small} ${css.bad}`}>
          {limit.known === 'none' ? t('farewell.free', { length }) : t('farewell.of', { length, most: limit.value })}
        </span>
      </div>
      {!fits && <p className={`${css.small} ${css.bad}`}>{t('farewell.tooLong')}</p>}
      {fits && leftOut > 0 && <p className={css.small}>{t('farewell.leftOut', { count: leftOut })}</p>}
      {limit.known === 'no' && <p className={css.small}>{t('farewell.unknown')}</p>}
      {limit.known === 'yes' && <FactSource fact={limit.fact} fold />}
    </div>
  );
}

const shapes = ['square', 'story'] as const;
const schemes = ['light', 'dark'] as const;

function Pictures({ departure, form, code }: Of & { readonly code: FarewellKit['code'] }) {
  const say = useSay();
  const { t } = say;
  const [shape, setShape] = useState<(typeof shapes)[number]>('square');
  const [scheme, setScheme] = useState<(typeof schemes)[number]>('light');
  const [wanted, setWanted] = useState(form.languages[0] ?? 'en');
  const language = form.languages.find((one) => one === wanted) ?? form.languages[0] ?? 'en';
  const picture = useQuery(
    api.farewell.picture.queryOptions({
      input: { departure, form, language, shape, scheme },
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  );
  const choose = <Value extends string>(
    label: string,
    value: Value,
    all: readonly Value[],
    name: (one: Value) => string,
    set: (one: Value) => void,
  ) => (
    <Radio.Group label={label} value={value} onChange={(one) => set(all.find((known) => known === one) ?? value)}>
      <div className={css.row}>
        {all.map((one) => (
          <Radio key={one} value={one} label={name(one)} />
        ))}
      </div>
    </Radio.Group>
  );
  return (
    <section className={css.part}>
      <h2>{t('farewell.pictures')}</h2>
      <div className={css.row}>
        {choose(t('farewell.shape'), shape, shapes, (one) => t(`farewell.shape.${one}`), setShape)}
        {choose(t('farewell.scheme'), scheme, schemes, (one) => t(`farewell.scheme.${one}`), setScheme)}
        {form.languages.length > 1 &&
          choose(t('farewell.languages'), language, form.languages, (one) => t(`farewell.language.${one}`), setWanted)}
      </div>
      {picture.error !== null && <ErrorNotice error={picture.error} />}
      {picture.data === undefined ? (
        picture.isPending && <Loading />
      ) : (
        <>
          <img
            className={css.picture}
            data-shape={shape}
            src={`data:image/png;base64,${picture.data.png}`}
            width={picture.data.width}
            height={picture.data.height}
            alt={picture.data.alt}
          />
          <div className={css.row}>
            <CopyText small text={picture.data.alt} label={t('farewell.alt')} />
          </div>
          {picture.data.lacking.length > 0 && (
            <Notice tone="amber">
              <p>{t('farewell.lacking', { characters: say.list(picture.data.lacking) })}</p>
            </Notice>
          )}
        </>
      )}
      {code.opens === 'text' && (
        <Notice tone="amber">
          <p>{t('farewell.codeText', { content: code.content })}</p>
        </Notice>
      )}
    </section>
  );
}

function Schedule({ schedule }: { readonly schedule: FarewellKit['schedule'] }) {
  const say = useSay();
  const { t } = say;
  return (
    <section className={css.part}>
      <h2>{t('farewell.schedule')}</h2>
      {schedule.length === 0 && <p className="soft">{t('farewell.scheduleOver')}</p>}
      <ol className={css.steps}>
        {schedule.map(({ id, day, inDays, title, todo }) => (
          <li key={id}>
            <p>
              <time dateTime={day}>{say.dayNamed(day)}</time>{' '}
              <span className={css.small}>{t('farewell.in', { days: inDays })}</span>
            </p>
            <p>
              <strong>{say.text(title)}</strong>
            </p>
            <p className="soft">{say.text(todo)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Save({ departure, form }: Of) {
  const say = useSay();
  const { t, language } = say;
  const offered = useQuery(api.copies.places.queryOptions({ staleTime: 0 }));
  const [own, setOwn] = useState<readonly Place[]>([]);
  const [token, setToken] = useState<string | null>(null);
  const [zip, setZip] = useState(false);
  const save = useMutation(api.farewell.save.mutationOptions());
  const choose = useMutation({
    mutationFn: async (bridge: Bridge) => ChosenPlace.parse(await bridge({ ask: 'place' })),
    onSuccess: (place) => {
      if (place === null) return;
      setOwn((before) => [...before.filter(({ token: known }) => known !== place.token), place]);
      setToken(place.token);
    },
  });
  const places = [
    ...(offered.data ?? []),
    ...own.filter((one) => offered.data?.every(({ token: known }) => known !== one.token)),
  ];
  const place = token ?? places[0]?.token ?? null;
  const { adieu } = window;
  return (
    <section className={css.part}>
      <h2>{t('farewell.save')}</h2>
      <p className="soft">{t('farewell.saveHint')}</p>
      <Radio.Group label={t('farewell.where')} value={place} onChange={setToken}>
        <div className={css.place}>
          {places.map(({ token: value, label }) => (
            <Radio key={value} value={value} label={<bdi>{label}</bdi>} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group label={t('copyOut.as')} value={zip ? 'zip' : 'folder'} onChange={(value) => setZip(value === 'zip')}>
        <div className={css.place}>
          <Radio value="folder" label={t('copyOut.folder')} />
          <Radio value="zip" label={t('copyOut.zip')} />
        </div>
      </Radio.Group>
      <div className={css.row}>
        <Button
          loading={save.isPending}
          disabled={place === null}
          onClick={() => place !== null && save.mutate({ departure, form, place, zip, language })}
        >
          {t('farewell.save')}
        </Button>
        {adieu !== undefined && (
          <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate(adieu)}>
            {t('farewell.choose')}
          </Button>
        )}
      </div>
      {choose.error !== null && <ErrorNotice error={choose.error} />}
      {offered.error !== null && <ErrorNotice error={offered.error} />}
      {save.error !== null && <ErrorNotice error={save.error} />}
      {save.data !== undefined && (
        <Notice tone="accent" role="status" head={t('farewell.saved')}>
          <p>
            <bdi>{save.data.place}</bdi>
          </p>
          <p className="soft">{t('farewell.savedText', { files: save.data.files, bytes: say.bytes(save.data.bytes) })}</p>
        </Notice>
      )}
    </section>
  );
}

/** The tasks of the farewell that are open: ticked off when the person says so, never by saving. */
function Done({ departure }: { readonly departure: string }) {
  const say = useSay();
  const { t } = say;
  const queries = useQueryClient();
  const view = useQuery(api.departures.get.queryOptions({ input: { departure } }));
  const tick = useMutation(api.departures.say.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const open =
    view.data?.tasks.filter(({ stage, state, by }) => stage === 'farewell' && state === 'open' && by === 'person') ?? [];
  if (open.length === 0) return null;
  return (
    <section className={css.part}>
      <h2>{t('farewell.done')}</h2>
      <p className="soft">{t('farewell.doneHint')}</p>
      {open.map(({ id, title }) => (
        <div key={id} className={css.row}>
          <Button
            variant="default"
            loading={tick.isPending}
            onClick={() => tick.mutate({ departure, say: { type: 'do', task: id } })}
          >
            {say.text(title)}
          </Button>
        </div>
      ))}
      {tick.error !== null && <ErrorNotice error={tick.error} />}
    </section>
  );
}
