/** Departures, for the contract: what people say of them, and what the engine has to look at first. */
import { basename } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import type { Answers } from '../../shared/departures/answers.ts';
import type { Say } from '../../shared/departures/say.ts';
import type { DeparturePreview } from '../../shared/departures/preview.ts';
import type { Receipt } from '../../shared/departures/receipt.ts';
import type { DepartureSummary, DepartureView } from '../../shared/departures/view.ts';
import type { Language } from '../../shared/facts/index.ts';
import type { Look } from '../../shared/outlook.ts';
import { accountOfImport, inputsOf } from '../archive/imports.ts';
import { summary } from '../archive/overview.ts';
import type { Archive } from '../archive/archive.ts';
import type { Store } from '../archive/store.ts';
import type { CalendarSource, DatedThing } from '../calendar/dates.ts';
import { identityOf } from '../copies/identity.ts';
import type { FactsShelf } from '../facts.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { look, type Outside } from '../outlook/index.ts';
import { Letters } from '../letters/letters.ts';
import { typedName } from '../typed-name.ts';
import type { Vault } from '../vault/vault.ts';
import { dayOf, graceEnds } from './clocks.ts';
import { datesOf } from './dates.ts';
import type { CheckedCopy, Collection } from './events.ts';
import { differences } from './differences.ts';
import { sealDeparture, unsealDeparture } from './hand-over.ts';
import { plan } from './plan.ts';
import { previewOf } from './preview.ts';
import { proveArchive } from './proof.ts';
import { receiptHtml } from './receipt/html.ts';
import { receiptPdf } from './receipt/pdf.ts';
import { receiptOf } from './receipt/receipt.ts';
import { due } from './reminders.ts';
import { withInstants } from './said-days.ts';
import type { Departure } from './state.ts';
import { DepartureStore } from './store.ts';
import { summaryOf, viewOf } from './view.ts';

export interface DeparturesOptions {
  readonly vault: Vault;
  readonly store: Store;
  readonly facts: FactsShelf;
  readonly jobs: Jobs;
  readonly home: string;
  readonly now: () => Date;
  /** Where a look goes; only tests hand one in. */
  readonly dial?: Outside['dial'];
}

/** An account to be left, as a person names it. */
interface Leaving {
  readonly network: string;
  readonly name?: string | undefined;
  readonly answers: Answers;
  readonly zone: string;
}

/** Two computers' clocks may be a day apart, not more: what is said would stand in a wrong order. */
const clockMayDiffer = 86_400_000;

export class Departures implements CalendarSource {
  readonly letters: Letters;
  readonly #options: DeparturesOptions;
  readonly #store: DepartureStore;

  constructor(options: DeparturesOptions) {
    this.#options = options;
    this.#store = new DepartureStore(options.vault, options.home);
    this.letters = new Letters(this.#store, options.now);
  }

  /** Throws `Refusal('unknown-network' | 'unnamed-network' | 'departure-exists')`. */
  async begin(given: Leaving & { readonly handle: string }): Promise<DepartureView> {
    const named = await this.#options.facts.named(given.network, given.name);
    const handle = given.handle.replace(/^@/, '');
    const { id } = this.#store.begin({ type: 'begin', ...given, ...named, handle }, this.#now());
    return this.get(id);
  }

  /** What leaving means there; begins nothing. Throws `Refusal('unknown-network' | 'unnamed-network')`. */
  async preview({ network, name, answers, zone }: Leaving): Promise<DeparturePreview> {
    const named = await this.#options.facts.named(network, name);
    const { facts } = named;
    return previewOf({ network, networkName: named.name ?? facts.name, facts, answers, zone }, this.#now());
  }

  list(): DepartureSummary[] {
    const now = this.#now();
    return this.#store.list().map((id) => summaryOf(id, this.#store.read(id), now));
  }

  ids(): string[] {
    return this.#store.list();
  }

  /** Throws `Refusal('no-departure')`. */
  state(id: string): Departure {
    return this.#store.read(id);
  }

  dates(id: string | null): DatedThing[] {
    const now = this.#now();
    return (id === null ? this.#store.list() : [id]).flatMap((one) => datesOf(one, this.#store.read(one), now));
  }

  async receipt(id: string, language: Language): Promise<{ receipt: Receipt; html: string; pdf: Buffer }> {
    const receipt = receiptOf(this.#store.read(id), language);
    return { receipt, html: receiptHtml(receipt), pdf: await receiptPdf(receipt) };
  }

  async get(id: string): Promise<DepartureView> {
    const state = this.#store.read(id);
    return viewOf(id, state, this.#now(), (await this.#options.facts.of(state.network)).researchedOn);
  }

  /** Throws what is refused. Newer facts that are at hand are taken over first. */
  async say(id: string, say: Say): Promise<DepartureView> {
    await this.#renew(id);
    if (say.type === 'collected') this.collect(id, say.archive);
    else if (say.type === 'do' && say.task === 'check.safe') await this.#confirmRecovery(id);
    else this.#store.say(id, withInstants(say, this.#store.read(id), this.#now()), this.#now());
    return this.get(id);
  }

  /** Everything that was said, sealed; `computer` is what this one is called from now on. Throws `Refusal('no-departure' | 'weak-passphrase' | 'too-large')`. */
  async handOver(id: string, passphrase: string, computer: string | null): Promise<{ name: string; file: Buffer }> {
    if (computer !== null) this.#store.say(id, { type: 'name', name: computer }, this.#now());
    const { network, handle, zone } = this.#store.read(id);
    const file = await sealDeparture(this.#store.history(id), passphrase);
    const account = `${network}-${handle}`.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 100);
    return { name: `${account}-${dayOf(this.#now().toISOString(), zone)}.adieu`, file };
  }

  /**
   * A departure that was handed over: it appears here, or what was said elsewhere joins what was said here. Throws `Refusal`: `not-sealed`, `wrong-passphrase`,
   * `too-new`, `too-large`, `damaged`, `in-future` (one of the two computers' clocks is wrong), `departure-exists`.
   */
  async open(
    file: Buffer,
    passphrase: string,
  ): Promise<{ departure: string; began: boolean; events: number[]; differences: number }> {
    const handed = await unsealDeparture(file, passphrase);
    const latest = this.#now().getTime() + clockMayDiffer;
    if (handed.history.some(({ clock }) => clock > latest)) throw new Refusal('in-future');
    const { events, began } = this.#store.takeOver(handed);
    return { departure: handed.id, began, events, differences: differences(this.#store.read(handed.id)).length };
  }

  /** An archive's newest import that was finished came in for this departure. Throws `Refusal('no-archive' | 'other-network' | 'not-imported')`. */
  collect(id: string, archiveId: string): void {
    const { store } = this.#options;
    const state = this.#store.read(id);
    const archive = store.open(archiveId);
    if (archive.meta.network !== state.network)
      throw new Refusal('other-network', { archive: archive.meta.network, departure: state.network });
    this.#store.say(id, { type: 'collect', collection: collectionOf(archive, store.bytes(archiveId)) }, this.#now());
  }

  /** How the network of an archive is called by the departure it came in for; null where there is none. */
  networkNameOf(archiveId: string): string | null {
    if (!this.#store.exists()) return null;
    for (const id of this.#store.list()) {
      const { collections, networkName } = this.#store.read(id);
      if (collections.some(({ archive }) => archive === archiveId)) return networkName;
    }
    return null;
  }

  /** After an import: the departure of this very account, if there is one, moves on by itself. */
  imported(archiveId: string): void {
    if (!this.#store.exists()) return;
    const { meta } = this.#options.store.open(archiveId);
    const names = [meta.handle, meta.account, meta.name, meta.networkId].flatMap((name) =>
      name === null ? [] : typedName(name),
    );
    for (const id of this.#store.list()) {
      const state = this.#store.read(id);
      if (state.network === meta.network && names.includes(typedName(state.handle))) this.collect(id, archiveId);
    }
  }

  /** An open copy was read from end to end and is whole: the departure whose archive it is of moves on by itself. */
  async checked(place: string, { files, bytes }: { files: number; bytes: number }): Promise<void> {
    if (!this.#store.exists()) return;
    const identity = await identityOf(place).catch((error: unknown) => {
      // A bag of somebody else's, or of an older Adieu: whole all the same.
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (identity === null) return;
    const copy: CheckedCopy = { ...identity, name: basename(place).slice(0, 1000), files, bytes };
    for (const id of this.#store.list())
      if (this.#store.read(id).collections.some(({ archive }) => archive === copy.archive))
        this.#store.say(id, { type: 'copy', copy }, this.#now());
  }

  /** A job that proves the archive of the newest export. Throws `Refusal('no-export')` where there is none yet. */
  prove(id: string): string {
    const { store, jobs } = this.#options;
    const archiveId = this.#store.read(id).collections.at(-1)?.archive;
    if (archiveId === undefined) throw new Refusal('no-export');
    return jobs.start('prove', archiveId, async ({ signal, progress }) => {
      const archive = store.exact(archiveId);
      try {
        const proof = await proveArchive(archive, {
          originals: store.originals(archiveId),
          key: store.key(),
          signal,
          onProgress: (made) => progress('checking', { ...made, records: 0 }),
        });
        this.#store.say(id, { type: 'prove', proof }, this.#now());
        if (!proof.opens || !proof.searches || proof.whole < proof.of)
          throw new Refusal('proof-failed', { whole: proof.whole, of: proof.of });
        return { job: 'prove', proof };
      } finally {
        archive.db.close();
      }
    });
  }

  /** Looks from outside; `agree` says yes for this and every later look of this departure. Throws `Refusal('looks-not-agreed')`. */
  async look(id: string, agree: boolean, signal?: AbortSignal): Promise<DepartureView> {
    if (agree) this.#store.say(id, { type: 'looks', agreed: true }, this.#now());
    await this.#renew(id);
    const state = this.#store.read(id);
    if (!state.looksAgreed) throw new Refusal('looks-not-agreed');
    this.#store.say(id, { type: 'look', look: await this.#lookAt(state, signal) }, this.#now());
    return this.get(id);
  }

  /** What is to be told now, over all departures; told once. */
  remind(): {
    departure: string;
    network: string;
    handle: string;
    reminders: { key: string; at: string; text: { en: string; fr: string } }[];
  }[] {
    const now = this.#now();
    return this.#store.list().flatMap((id) => {
      const state = this.#store.read(id);
      const { tell, keys } = due(state, plan(state, now).tasks, now);
      if (keys.length === 0) return [];
      this.#store.say(id, { type: 'told', keys }, now);
      return [{ departure: id, network: state.network, handle: state.handle, reminders: tell }];
    });
  }

  close(): void {
    this.#store.close();
  }

  async #lookAt(state: Departure, signal?: AbortSignal): Promise<Look> {
    const { now, dial } = this.#options;
    const ends = graceEnds(state);
    const [username, server] = state.network === 'mastodon' ? state.handle.split('@') : [state.handle];
    return look({
      probes: state.facts.probes,
      account: { username: username ?? state.handle, handle: state.handle, id: null, server: server ?? null },
      inGrace: state.closing.state === 'closed' && (ends === null || Date.parse(ends) > now().getTime()),
      now,
      ...(signal === undefined ? {} : { signal }),
      ...(dial === undefined ? {} : { dial }),
    });
  }

  async #renew(id: string): Promise<void> {
    const { network } = this.#store.read(id);
    this.#store.say(id, { type: 'renew', facts: await this.#options.facts.of(network) }, this.#now());
  }

  /** The person typed the recovery code back, once, in this vault. */
  async #confirmRecovery(id: string): Promise<void> {
    if (!(await this.#options.vault.state()).recoveryConfirmed) throw new Refusal('not-by-hand', { task: 'check.safe' });
    this.#store.say(id, { type: 'confirmRecovery' }, this.#now());
  }

  #now(): Date {
    return this.#options.now();
  }
}

function collectionOf(archive: Archive, bytes: number): Collection {
  const { db, meta } = archive;
  const newest = db.prepare<[], string>(`select id from import where state = 'done' order by seq desc limit 1`).pluck().get();
  if (newest === undefined) throw new Refusal('not-imported');
  const account = accountOfImport(archive, newest);
  const { counts, relations } = summary(archive, meta.network, bytes);
  const inputs = [...new Map(inputsOf(db).map((input) => [input.sha256 ?? input.name, input])).values()];
  return {
    archive: meta.id,
    import: newest,
    account: meta.account,
    files: inputs.slice(0, 1000).map(({ name, bytes: size, sha256 }) => ({ name: name.slice(0, 1000), bytes: size, sha256 })),
    records: counts,
    relations,
    damaged: account.fileCounts.damaged,
    refused: Object.values(account.records).reduce((sum, { refused }) => sum + refused, 0),
  };
}
