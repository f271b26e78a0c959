import type { NetworkSummary } from '../shared/contract/index.ts';
import { Refusal } from '../shared/errors.ts';
import { copySource } from './archive/copy-source.ts';
import { Store } from './archive/store.ts';
import { Calendar } from './calendar/calendar.ts';
import { clockAt } from './clock.ts';
import { Comparisons } from './compare/comparisons.ts';
import { Departures } from './departures/departures.ts';
import { FactsShelf } from './facts.ts';
import { Farewell } from './farewell/farewell.ts';
import { CopyJobs } from './copies/jobs.ts';
import { freeRoom, placeLabel } from './copies/places.ts';
import type { Engine, EngineOptions } from './index.ts';
import { ImportJobs } from './intake/jobs.ts';
import type { Network } from './intake/toolkit/network.ts';
import { Readings } from './intake/threads.ts';
import { Jobs } from './jobs/jobs.ts';
import { MediaBytes } from './media/media-bytes.ts';
import { makeFolders } from './make-folders.ts';
import { knowsHost } from './outside-hosts.ts';
import { Picks } from './picks.ts';
import { defaultHome } from './home.ts';
import { findHome, settle, type FoundHome } from './place/find.ts';
import { moveHold, Moving } from './place/moving.ts';
import { router, type Context } from './router.ts';
import { SettingsFile } from './settings.ts';
import { versions } from './vault/database.ts';
import { holdFile, takeHold, type Hold } from './vault/hold.ts';
import { sweepHome } from './vault/places.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** How long the keychain may keep the start waiting: the system may be asking the person, who can also unlock later. */
const keychainMilliseconds = 10_000;
const sweepMilliseconds = 5_000;
/** A move that looks whether it is alone holds the home for an instant. */
const comingInMilliseconds = 2_000;

/** Where there is nothing to type, the vault opens by itself; what stands in the way is told to who asks for its state or unlocks it. */
async function unlockSilently(vault: Vault): Promise<void> {
  const unlocking = vault.unlock({}).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, keychainMilliseconds)));
  await Promise.race([unlocking, enough]).finally(() => clearTimeout(timer));
}

/** Says that an engine works in this home, and clears up after a crash where it is the only one. */
async function atWork(home: string): Promise<Hold | null> {
  const file = holdFile(home, 'home');
  const alone = takeHold(file, 'alone');
  try {
    if (alone !== null) await sweepHome(home);
  } finally {
    alone?.release();
  }
  return takeHold(file, 'together', sweepMilliseconds);
}

/**
 * Says that this engine works in the home, for as long as it does; nobody moves it meanwhile. Where somebody is moving it, or the place is not there, this
 * one keeps out, and says why.
 */
function comeIn(found: FoundHome): { blocked: Refusal | null; workingHere: Hold | null } {
  if (found.blocked !== null) return { blocked: found.blocked, workingHere: null };
  const workingHere = takeHold(moveHold(found.home), 'together', comingInMilliseconds);
  // It may have been moved away while this one was waiting.
  const isStill = found.by === 'asked' || findHome(undefined).home === found.home;
  if (workingHere !== null && isStill) {
    settle(found);
    return { blocked: null, workingHere };
  }
  workingHere?.release();
  return { blocked: new Refusal('in-use'), workingHere: null };
}

function summaryOfNetwork({ id, name, aliases = [], general = false, reader }: Network): NetworkSummary {
  return { id, name, aliases: [...aliases], reads: reader !== null, general };
}

/** Starts the engine over a home folder, which is made where it is not there. */
export async function startEngine({
  home: given,
  networks: networksUrl,
  keychain,
  door,
  version,
  now = clockAt(undefined),
  notifies = false,
  commitRecords,
  dial,
  startAgain = () => undefined,
}: EngineOptions): Promise<Engine> {
  const found: FoundHome = typeof given === 'string' ? { home: given, by: 'asked', blocked: null } : given;
  // Where everything lives cannot be worked in: the engine only says so, and nothing is made there.
  const home = found.blocked === null ? found.home : defaultHome();
  makeFolders(home, 0o700);
  const { networks } = (await import(networksUrl.href)) as { networks: readonly Network[] };
  const name = (id: string): string => networks.find((network) => network.id === id)?.name ?? id;
  const { blocked, workingHere } = comeIn(found);
  const here = workingHere === null ? null : await atWork(home);
  const vault = await openVault(home, { keychain });
  if (blocked === null) await unlockSilently(vault);
  const store = new Store(vault, home);
  const settings = new SettingsFile(home);
  const readings = new Readings(networksUrl);
  // Whoever picks a file wants it read.
  const picks = new Picks(
    home,
    () => vault.key(),
    () => readings.getReady(),
  );
  const bugs: unknown[] = [];
  const jobs = new Jobs((error) => bugs.push(error));
  const facts = new FactsShelf(networks, home);
  const departures = new Departures({ vault, store, facts, jobs, home, now, dial });
  const farewell = new Farewell(vault, home, departures, facts, now);
  const calendar = new Calendar([departures, farewell], now);
  const imports = new ImportJobs(
    { readings, store, now, commitRecords },
    jobs,
    picks,
    networks,
    () => freeRoom(home),
    (archive) => departures.imported(archive),
  );
  const source = (id: string) => {
    const { archive, close } = store.still(id);
    return { source: copySource(archive, name(archive.meta.network), store.originals(id), store.key()), close };
  };
  const comparisons = new Comparisons(networksUrl, store, jobs);
  const mediaBytes = new MediaBytes(store);
  const copies = new CopyJobs(source, jobs, picks, settings, now, (place, report) => departures.checked(place, report));
  const closeFiles = async (): Promise<void> => {
    await readings.close();
    await mediaBytes.close();
    picks.close();
    farewell.close();
    departures.close();
    store.close();
  };
  const moving = new Moving({ ...found, blocked, vault, jobs, here: workingHere, closeFiles, startAgain });
  if (vault.standing().state !== 'locked') await moving.opened();
  const about = {
    version,
    door,
    kept: { place: placeLabel(found.home), by: found.by },
    room: () => freeRoom(found.home),
    notifies,
    networks: networks.map(summaryOfNetwork),
  };
  const context: Context = {
    about,
    vault,
    settings,
    store,
    picks,
    jobs,
    imports,
    copies,
    departures,
    calendar,
    facts,
    farewell,
    comparisons,
    mediaBytes,
    moving,
  };
  return {
    blocked,
    moveTo: (folder) => moving.moveTo(folder),
    openAt: (folder) => moving.openAt(folder),
    router,
    context,
    pick: (paths) => picks.paths(paths),
    receive: async (fileName, bytes) => {
      const leave = moving.enter('receive');
      return picks.bytes(fileName, bytes).finally(leave);
    },
    offerPlace: (folder) => copies.offer(folder),
    copy: (archive, { folder, name: copyAs, zip }) => copies.startIn(archive, folder, zip, copyAs),
    remind: (system) => {
      moving.mustBeOpen();
      const { language } = settings.get();
      // Who is named on a locked screen is nobody's business: the network and no handle.
      return departures.remind().flatMap(({ departure, network, reminders }) =>
        reminders.map(({ text }) => ({
          departure,
          title: name(network),
          body: text[language === 'system' ? system : language],
        })),
      );
    },
    knowsHost: (host) => knowsHost(host, facts, networks),
    bugs: () => bugs,
    engines: () => versions(),
    async close() {
      await jobs.close();
      await closeFiles();
      here?.release();
      moving.close();
    },
  };
}
