/**
 * The archives move: everything is copied and checked while nobody writes, then the note is replaced in one step, then the old files go. Killed at any moment,
 * the old place is whole or the new one is. Afterwards this engine is of no use any more: its door starts another one.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { MovePlan } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { placeLabel } from '../copies/places.ts';
import { defaultHome } from '../home.ts';
import type { JobControl, Jobs } from '../jobs/jobs.ts';
import { holdFile, takeHold, type Hold } from '../vault/hold.ts';
import { isFull } from '../vault/is-full.ts';
import { vaultFile } from '../vault/places.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import type { Vault } from '../vault/vault.ts';
import { findHome, type FoundHome } from './find.ts';
import { removeLeft } from './left.ts';
import { readMark, readNote, writeMark, writeNote, type Note } from './note.ts';
import { proveVault } from './prove.ts';
import { clear, homeIn, lookAtTarget, type Target } from './target.ts';
import { checkTree, copyTree, roomFor, treeOf, type Step, type Tree } from './tree.ts';

/** What is answered whatever happens to the place, and changes nothing in it. */
const always: ReadonlySet<string> = new Set([
  'about',
  'jobs.watch',
  'jobs.cancel',
  'jobs.list',
  'place.offered',
  'place.plan',
  'place.move',
  'place.again',
  'place.open',
  'place.anew',
]);
/** Whoever looks whether it is alone needs an instant. */
const holdMilliseconds = 2_000;
/** The last word of a job reaches the page before its engine ends. */
const lastWordMilliseconds = 1_000;

/** Held together by every engine that works in a home, and alone by the one that moves it. */
export const moveHold = (home: string): string => holdFile(home, 'move');

export interface MovingOptions extends FoundHome {
  readonly vault: Vault;
  readonly jobs: Jobs;
  /** That this engine works in the home; null where another one is moving it. */
  readonly here: Hold | null;
  /** Closes every file of the home. */
  readonly closeFiles: () => Promise<void>;
  /** The door starts another engine in this one's place. */
  readonly startAgain: () => void;
}

interface Planned {
  readonly tree: Tree;
  readonly target: Target;
  readonly needed: number;
}

export class Moving {
  /** Why nothing but the place can be spoken of. */
  readonly blocked: Refusal | null;
  readonly #options: MovingOptions;
  readonly #usual = defaultHome();
  #hold: Hold | null;
  #state: 'still' | 'moving' | 'moved' = 'still';
  #underWay = 0;
  #quiet: () => void = () => undefined;

  constructor(options: MovingOptions) {
    this.#options = options;
    this.#hold = options.here;
    this.blocked = options.blocked ?? (options.here === null ? new Refusal('in-use') : null);
  }

  /** Whether the home can be worked in. */
  get open(): boolean {
    return this.blocked === null && this.#state === 'still';
  }

  /** Before each call: answers what is done after it. Throws `Refusal` where it cannot be let in now. */
  enter(call: string): () => void {
    if (always.has(call)) return () => undefined;
    this.mustBeOpen();
    this.#underWay++;
    return () => {
      if (--this.#underWay === 0) this.#quiet();
    };
  }

  /** Throws `Refusal`: why the place is blocked, or `moving`. */
  mustBeOpen(): void {
    if (this.blocked !== null) throw this.blocked;
    if (this.#state !== 'still') throw new Refusal('moving');
  }

  /** What a move into a picked folder would mean. Throws as `move`. */
  async plan(picked: string): Promise<MovePlan> {
    this.#mayMove();
    const { tree, target, needed } = await this.#plan(homeIn(picked, this.#usual));
    return { place: placeLabel(target.place), files: tree.files.length, bytes: tree.bytes, needed, free: target.free };
  }

  /** Throws `Refusal`: `place-fixed`, `work-under-way`, `vault-locked`, `moving`. */
  move(picked: string): string {
    return this.moveTo(homeIn(picked, this.#usual));
  }

  /** To this very folder; for the command line, where people give paths. The job can fail with `in-use` and all that `plan` throws. */
  moveTo(place: string): string {
    this.#mayMove();
    this.#state = 'moving';
    return this.#options.jobs.start('move', null, async (control) => {
      try {
        return { job: 'move', move: await this.#move(place, control) };
      } catch (error) {
        if (control.signal.aborted && this.#state === 'moving') throw new Refusal('cancelled', {}, { cause: error });
        if (isFull(error)) throw new Refusal('place-small', {}, { cause: error });
        throw error;
      } finally {
        if (this.#state === 'moving') this.#state = 'still';
      }
    });
  }

  #mayMove(): void {
    this.mustBeOpen();
    if (this.#options.by === 'asked') throw new Refusal('place-fixed');
    if (this.#options.jobs.list().length > 0) throw new Refusal('work-under-way');
    if (this.#options.vault.standing().state === 'locked') throw new Refusal('vault-locked');
  }

  async #plan(wanted: string): Promise<Planned> {
    const { home } = this.#options;
    const target = await lookAtTarget(wanted, {
      home,
      usual: this.#usual,
      vault: readVaultFile(vaultFile(home))?.id ?? null,
      id: readNote(this.#usual)?.id ?? null,
    });
    const tree = await treeOf(home);
    return { tree, target, needed: roomFor(tree) };
  }

  async #move(wanted: string, control: JobControl) {
    const { home, vault } = this.#options;
    this.#takeAlone();
    try {
      await this.#untilQuiet(control.signal);
      const { tree, target, needed } = await this.#plan(wanted);
      if (target.free !== null && target.free < needed) throw new Refusal('place-small', { needed, free: target.free });
      const { place, isThere, leftover } = target;
      const id = randomUUID();
      const mark = { version: 1, id, vault: readVaultFile(vaultFile(home))?.id ?? null, names: tree.names } as const;
      if (isThere) await clear(place, leftover, false);
      else await mkdir(place, { mode: 0o700 });
      try {
        writeMark(place, { ...mark, state: 'coming' });
        const tell =
          (stage: 'moving' | 'checking') =>
          ({ files, bytes }: Step): void =>
            control.progress(stage, { files, filesOf: tree.files.length, records: 0, bytes, bytesOf: tree.bytes });
        const hashes = await copyTree(tree, home, place, control.signal, tell('moving'));
        await checkTree(tree, place, hashes, control.signal, tell('checking'));
        if (mark.vault !== null) await proveVault(place, vault.key());
        control.signal.throwIfAborted();
        // The one step: before it everything lives in the old place, after it in the new one.
        writeNote(this.#usual, {
          version: 1,
          place: target.isUsual ? null : place,
          id,
          left: { place: home, names: tree.names },
        });
      } catch (error) {
        // Replaced is replaced, whatever went wrong after it.
        if (readNote(this.#usual)?.id !== id) {
          await clear(place, tree.names, !isThere).catch(() => undefined);
          throw error;
        }
      }
      this.#state = 'moved';
      // What cannot be done now, the next start does.
      await this.#leave(target.isUsual ? this.#usual : place, () => writeMark(place, { ...mark, state: 'here' })).catch(
        () => undefined,
      );
      void wait(lastWordMilliseconds).then(this.#options.startAgain);
      return { place: placeLabel(place), files: tree.files.length, bytes: tree.bytes };
    } finally {
      this.#giveBack();
    }
  }

  async #leave(place: string, mark: () => void): Promise<void> {
    mark();
    await this.#options.closeFiles();
    await removeLeft(this.#usual, place);
  }

  /** Nobody else works in the home, and nobody begins to. Throws `Refusal('in-use')`. */
  #takeAlone(): void {
    const file = moveHold(this.#options.home);
    this.#hold?.release();
    this.#hold = takeHold(file, 'alone');
    if (this.#hold !== null) return;
    this.#hold = takeHold(file, 'together', holdMilliseconds);
    throw new Refusal('in-use');
  }

  #giveBack(): void {
    if (this.#state === 'moved') return this.close();
    this.#hold?.release();
    this.#hold = takeHold(moveHold(this.#options.home), 'together', holdMilliseconds);
  }

  /** What was begun before the move comes to its end: it may still write. */
  async #untilQuiet(signal: AbortSignal): Promise<void> {
    if (this.#underWay === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.#quiet = resolve;
      signal.addEventListener('abort', () => reject(new Refusal('cancelled')), { once: true });
    });
  }

  /** The vault has opened: what a move left in the old place can go. */
  async opened(): Promise<void> {
    if (this.open && this.#options.by !== 'asked') await removeLeft(this.#usual, this.#options.home);
  }

  /** The usual place, where one could move back to it. */
  back(): string | null {
    return this.#options.by === 'chosen' && this.blocked === null ? this.#usual : null;
  }

  /** Looks once more for a place that was not there. Throws `Refusal`: why it still cannot be worked in, or `not-now` where it can. */
  again(): void {
    // An engine that works would be taken away from what it does.
    if (this.blocked === null) throw new Refusal('not-now');
    if (this.#options.by !== 'asked') {
      const { blocked } = findHome(undefined);
      if (blocked !== null) throw blocked;
    }
    this.#options.startAgain();
  }

  /** Everything lives in the picked folder already, or in the `Adieu` in it: for a disk that has another name now. Throws `Refusal`: `place-fixed`, `vault-exists`, `place-other`. */
  async openAt(picked: string): Promise<void> {
    this.#mayChange();
    const note = this.#note();
    for (const one of [picked, homeIn(picked, this.#usual)]) {
      const place = await realpath(one).catch(() => null);
      if (place === null) continue;
      const mark = readMark(place);
      const vault = vaultIn(place);
      const whole = mark === null ? vault !== null : mark.state === 'here' || mark.id === note?.id;
      if (!whole) continue;
      const id = mark?.id ?? randomUUID();
      if (mark === null) writeMark(place, { version: 1, id, state: 'here', vault, names: [] });
      const isUsual = place === (await realpath(this.#usual));
      writeNote(this.#usual, { version: 1, place: isUsual ? null : place, id, left: note?.id === id ? note.left : null });
      return this.#options.startAgain();
    }
    throw new Refusal('place-other', { file: basename(picked) });
  }

  /** Begins anew in the usual place; what lies elsewhere stays there. Throws `Refusal('not-now')` where nothing is missing. */
  anew(): void {
    if (this.blocked === null || this.blocked.code === 'in-use') throw new Refusal('not-now');
    writeNote(this.#usual, { version: 1, place: null, id: randomUUID(), left: null });
    this.#options.startAgain();
  }

  /** Another place is only pointed to where nothing would be lost sight of. */
  #mayChange(): void {
    if (this.#options.by === 'asked') throw new Refusal('place-fixed');
    if (this.blocked !== null) {
      if (this.blocked.code === 'in-use') throw this.blocked;
      return;
    }
    this.mustBeOpen();
    if (this.#options.vault.standing().state !== 'new') throw new Refusal('vault-exists');
  }

  #note(): Note | null {
    try {
      return readNote(this.#usual);
    } catch {
      return null;
    }
  }

  close(): void {
    this.#hold?.release();
    this.#hold = null;
  }
}

/** The id of the vault that lies there; null where there is none that can be read. */
function vaultIn(place: string): string | null {
  try {
    return readVaultFile(vaultFile(place))?.id ?? null;
  } catch {
    return null;
  }
}
