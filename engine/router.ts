/** The contract, answered. Each procedure is a line that calls the part of the engine that knows. */
import { implement } from '@orpc/server';
import { contract, type NetworkSummary, type Settings, type VaultState } from '../shared/contract/index.ts';
import { Refusal } from '../shared/errors.ts';
import { getRecord } from './archive/archive.ts';
import type { Calendar } from './calendar/calendar.ts';
import { conversationsPage, messagesPage, recordsPage } from './archive/browse.ts';
import { filesPage } from './archive/import-files.ts';
import { accountOfImport } from './archive/imports.ts';
import { detail, summary } from './archive/overview.ts';
import { peoplePage } from './archive/people.ts';
import { searchAll } from './archive/search.ts';
import type { Comparisons } from './compare/comparisons.ts';
import type { CopyJobs } from './copies/jobs.ts';
import type { Departures } from './departures/departures.ts';
import { largestHanded, offerPassphrase } from './departures/hand-over.ts';
import type { FactsShelf } from './facts.ts';
import type { Farewell } from './farewell/farewell.ts';
import type { ImportJobs } from './intake/jobs.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Picks } from './picks.ts';
import type { SettingsFile } from './settings.ts';
import type { Store } from './archive/store.ts';
import { mediaCounts, mediaOf, mediaPage, oneMedium } from './media/list.ts';
import type { MediaBytes } from './media/media-bytes.ts';
import type { Moving } from './place/moving.ts';
import { offeredHomes } from './place/offered.ts';
import { typedName } from './typed-name.ts';
import { isFull } from './vault/is-full.ts';
import type { Vault } from './vault/vault.ts';

export interface Context {
  readonly about: {
    readonly version: string;
    readonly door: 'electron' | 'browser' | 'direct';
    readonly notifies: boolean;
    readonly kept: { readonly place: string; readonly by: 'asked' | 'usual' | 'chosen' };
    readonly room: () => Promise<number | null>;
    readonly networks: readonly NetworkSummary[];
  };
  readonly vault: Vault;
  readonly settings: SettingsFile;
  readonly store: Store;
  readonly picks: Picks;
  readonly jobs: Jobs;
  readonly imports: ImportJobs;
  readonly copies: CopyJobs;
  readonly departures: Departures;
  readonly calendar: Calendar;
  readonly facts: FactsShelf;
  readonly farewell: Farewell;
  readonly comparisons: Comparisons;
  readonly mediaBytes: MediaBytes;
  readonly moving: Moving;
}

const os = implement(contract)
  .$context<Context>()
  // Expected errors leave as the contract's one typed error; anything else is a bug and stays one.
  .use(async ({ context, path, next, errors }) => {
    try {
      const leave = context.moving.enter(path.join('.'));
      try {
        return await next();
      } finally {
        leave();
      }
    } catch (error) {
      if (error instanceof Refusal) throw errors.REFUSED({ data: { code: error.code, detail: { ...error.detail } } });
      if (isFull(error)) throw errors.REFUSED({ data: { code: 'no-room', detail: {} } });
      throw error;
    }
  });

/** How the network of an archive is called: by its departure, where Adieu does not know the network by itself. */
function name(context: Context, network: string, archive: string): string {
  const known = context.about.networks.find(({ id }) => id === network);
  return (known?.general === true ? context.departures.networkNameOf(archive) : null) ?? known?.name ?? network;
}

function summaryOf(context: Context, id: string) {
  const archive = context.store.open(id);
  return summary(archive, name(context, archive.meta.network, id), context.store.bytes(id));
}

export const router = os.router({
  about: os.about.handler(async ({ context }) => {
    const { kept, room, networks, ...about } = context.about;
    return {
      ...about,
      networks: [...networks],
      kept: { ...kept, free: await room() },
      picks: about.door === 'browser' ? ('upload' as const) : ('bridge' as const),
    };
  }),
  settings: {
    get: os.settings.get.handler(({ context }): Settings => context.settings.get()),
    set: os.settings.set.handler(({ context, input }): Settings => context.settings.set(input)),
  },
  vault: {
    state: os.vault.state.handler(({ context }): Promise<VaultState> => Promise.resolve(context.vault.state())),
    create: os.vault.create.handler(({ context, input }) => context.vault.create(input)),
    unlock: os.vault.unlock.handler(async ({ context, input }) => {
      await context.vault.unlock(input);
      await context.moving.opened();
      return context.vault.state();
    }),
    recoveryCode: os.vault.recoveryCode.handler(({ context }) => ({ recoveryCode: context.vault.recoveryCode() })),
    confirmRecovery: os.vault.confirmRecovery.handler(async ({ context, input }) => {
      await context.vault.confirmRecovery(input.recoveryCode);
      return context.vault.state();
    }),
  },
  place: {
    offered: os.place.offered.handler(async ({ context }) =>
      Promise.all((await offeredHomes(context.moving.back())).map((folder) => context.copies.offer(folder))),
    ),
    plan: os.place.plan.handler(({ context, input }) => context.moving.plan(context.copies.folder(input.place))),
    move: os.place.move.handler(({ context, input }) => ({ job: context.moving.move(context.copies.folder(input.place)) })),
    again: os.place.again.handler(({ context }) => {
      context.moving.again();
      return {};
    }),
    open: os.place.open.handler(async ({ context, input }) => {
      await context.moving.openAt(context.copies.folder(input.place));
      return {};
    }),
    anew: os.place.anew.handler(({ context }) => {
      context.moving.anew();
      return {};
    }),
  },
  files: {
    describe: os.files.describe.handler(({ context, input }) => context.picks.describe(input.tokens)),
    forget: os.files.forget.handler(({ context, input }) => {
      context.picks.forget(input.tokens);
      return {};
    }),
  },
  imports: {
    inspect: os.imports.inspect.handler(({ context, input }) => context.imports.inspect(input.tokens)),
    start: os.imports.start.handler(({ context, input }) => ({ job: context.imports.start(input) })),
    sample: os.imports.sample.handler(({ context, input }) => ({ job: context.imports.sample(input.followers) })),
    resume: os.imports.resume.handler(({ context, input }) => ({ job: context.imports.resume(input.archive) })),
    files: os.imports.files.handler(({ context, input }) => filesPage(context.store.open(input.archive).db, input)),
    account: os.imports.account.handler(({ context, input }) => accountOfImport(context.store.open(input.archive), input.import)),
  },
  jobs: {
    watch: os.jobs.watch.handler(({ context, input, signal }) => context.jobs.watch(input.job, signal)),
    cancel: os.jobs.cancel.handler(({ context, input }) => {
      context.jobs.cancel(input.job);
      return {};
    }),
    list: os.jobs.list.handler(({ context }) => context.jobs.list()),
  },
  archives: {
    list: os.archives.list.handler(({ context }) =>
      context.store
        .list()
        .map((id) => summaryOf(context, id))
        .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1)),
    ),
    get: os.archives.get.handler(({ context, input }) => {
      const archive = context.store.open(input.archive);
      return detail(archive, name(context, archive.meta.network, input.archive), context.store.bytes(input.archive));
    }),
    remove: os.archives.remove.handler(async ({ context, input }) => {
      const { meta } = context.store.open(input.archive);
      const wanted = meta.account ?? name(context, meta.network, input.archive);
      if (typedName(input.name) !== typedName(wanted)) throw new Refusal('name-differs', { name: wanted });
      // Where files that are open cannot be removed, they must not be.
      await context.mediaBytes.forget(input.archive);
      context.store.remove(input.archive);
      return {};
    }),
    compare: os.archives.compare.handler(({ context, input }) => ({ job: context.comparisons.start(input) })),
    differences: os.archives.differences.handler(({ context, input }) => context.comparisons.page(input)),
  },
  people: { page: os.people.page.handler(({ context, input }) => peoplePage(context.store.open(input.archive), input)) },
  records: {
    page: os.records.page.handler(({ context, input }) => recordsPage(context.store.open(input.archive), input)),
    get: os.records.get.handler(({ context, input }) => getRecord(context.store.open(input.archive), input.id)),
  },
  conversations: {
    page: os.conversations.page.handler(({ context, input }) =>
      conversationsPage(context.store.open(input.archive), input.find, input.offset, input.limit),
    ),
    messages: os.conversations.messages.handler(({ context, input }) =>
      messagesPage(context.store.open(input.archive), input.conversation, input.offset, input.limit),
    ),
  },
  media: {
    page: os.media.page.handler(({ context, input }) => mediaPage(context.store.open(input.archive), input)),
    counts: os.media.counts.handler(({ context, input }) => mediaCounts(context.store.open(input.archive))),
    some: os.media.some.handler(({ context, input }) => mediaOf(context.store.open(input.archive), input)),
    get: os.media.get.handler(({ context, input }) => oneMedium(context.store.open(input.archive), input.id)),
    read: os.media.read.handler(({ context, input }) => context.mediaBytes.read(input)),
  },
  search: os.search.handler(({ context, input }) => {
    const ids = input.archive === undefined ? context.store.list() : [input.archive];
    return searchAll(
      ids.map((id) => context.store.open(id)),
      input,
    );
  }),
  copies: {
    places: os.copies.places.handler(({ context }) => context.copies.places()),
    start: os.copies.start.handler(({ context, input }) => ({ job: context.copies.start(input) })),
    check: os.copies.check.handler(({ context, input }) => ({ job: context.copies.check(input.token) })),
  },
  facts: {
    get: os.facts.get.handler(({ context, input }) => context.facts.of(input.network)),
    list: os.facts.list.handler(({ context }) => context.facts.list()),
    add: os.facts.add.handler(async ({ context, input }) => {
      const { id, researchedOn } = await context.facts.add(input.text);
      return { network: id, researchedOn };
    }),
  },
  calendar: {
    list: os.calendar.list.handler(({ context, input }) => context.calendar.view(input.departure)),
  },
  departures: {
    begin: os.departures.begin.handler(({ context, input }) => context.departures.begin(input)),
    preview: os.departures.preview.handler(({ context, input }) => context.departures.preview(input)),
    list: os.departures.list.handler(({ context }) => context.departures.list()),
    get: os.departures.get.handler(({ context, input }) => context.departures.get(input.departure)),
    say: os.departures.say.handler(({ context, input }) => context.departures.say(input.departure, input.say)),
    prove: os.departures.prove.handler(({ context, input }) => ({ job: context.departures.prove(input.departure) })),
    look: os.departures.look.handler(({ context, input, signal }) =>
      context.departures.look(input.departure, input.agree, signal),
    ),
    calendar: os.departures.calendar.handler(({ context, input }) => ({
      ics: context.calendar.file(input.departure, input.language),
    })),
    receipt: os.departures.receipt.handler(async ({ context, input }) => {
      const { receipt, html, pdf } = await context.departures.receipt(input.departure, input.language);
      return { receipt, html, pdf: pdf.toString('base64') };
    }),
    offerPassphrase: os.departures.offerPassphrase.handler(() => ({ passphrase: offerPassphrase() })),
    handOver: os.departures.handOver.handler(async ({ context, input }) => {
      const { name, file } = await context.departures.handOver(input.departure, input.passphrase, input.computer);
      return { name, file: file.toString('base64') };
    }),
    open: os.departures.open.handler(async ({ context, input }) =>
      context.departures.open(await context.picks.read(input.token, largestHanded), input.passphrase),
    ),
    remind: os.departures.remind.handler(({ context }) => context.departures.remind()),
  },
  farewell: {
    draft: os.farewell.draft.handler(({ context, input }) => context.farewell.draft(input.departure, input.language)),
    remember: os.farewell.remember.handler(({ context, input }) => {
      context.farewell.remember(input.departure, input.form);
      return {};
    }),
    kit: os.farewell.kit.handler(({ context, input }) => context.farewell.kit(input.departure, input.form)),
    picture: os.farewell.picture.handler(({ context, input }) => context.farewell.picture(input.departure, input.form, input)),
    save: os.farewell.save.handler(({ context, input }) =>
      context.farewell.save(input.departure, input.form, { ...input, folder: context.copies.folder(input.place) }),
    ),
  },
  letters: {
    desk: os.letters.desk.handler(({ context, input }) => context.departures.letters.desk(input.departure, input.law)),
    preview: os.letters.preview.handler(({ context, input }) =>
      context.departures.letters.preview(input.departure, input.wanted),
    ),
    write: os.letters.write.handler(({ context, input }) => context.departures.letters.write(input.departure, input.wanted)),
    file: os.letters.file.handler(async ({ context, input }) => {
      const { name, type, bytes } = await context.departures.letters.file(input.departure, input.letter, input.format);
      return { name, type, content: bytes.toString('base64') };
    }),
    list: os.letters.list.handler(({ context }) => context.departures.letters.list()),
  },
});
