/** Departures for tests: a network whose facts are made up, and a clock that is handed in. */
import type { NetworkFacts } from '../../shared/facts/index.ts';
import type { Answers } from '../../shared/departures/answers.ts';
import { decide, type Command } from './decide.ts';
import type { Collection, Event } from './events.ts';
import { evolve, type Departure } from './state.ts';

const unknown = { value: null, note: null };
const known = <T>(value: T) => ({
  value,
  confidence: 'official' as const,
  date: '2026-01',
  sources: ['a'],
  note: null,
  contradicts: [],
});
const text = (en: string) => ({ en, fr: `${en} (fr)` });
const held = known('yes' as const);

/** A pigeon post: an export in two days at the most, a link that lives four days, thirty days of grace. */
export function pigeonFacts(change: (facts: NetworkFacts) => void = () => undefined): NetworkFacts {
  const facts: NetworkFacts = {
    schema: 1,
    id: 'pigeon',
    name: 'Pigeon',
    operator: 'Pigeon Post',
    researchedOn: '2026-01-31',
    access: {
      mobileOnly: known(false),
      webCapable: known(true),
      loginRequiredForExport: known(true),
      loginRequiredForDeletion: known(true),
    },
    export: {
      available: known(true),
      url: known('https://pigeon.example/export'),
      helpUrl: unknown,
      requestChannel: known('selfService'),
      steps: known([text('Open Settings'), text('Press Export')]),
      formats: known([text('JSON')]),
      recommendedFormat: known(text('JSON')),
      readyTime: known({ min: 'PT1H', typical: null, max: 'P2D' }),
      linkLifetime: known('P4D'),
      splitIntoParts: unknown,
      requestCooldown: known('P7D'),
      cancelledBy: unknown,
      contents: {
        profile: held,
        followers: held,
        following: held,
        posts: held,
        comments: held,
        likes: held,
        directMessages: held,
        mediaFiles: held,
        savedItems: held,
        searchHistory: held,
        loginHistory: held,
        adData: held,
      },
      mediaDelivery: known('files'),
      mediaLinkLifetime: unknown,
      archiveMarkers: unknown,
      notIncluded: unknown,
      pitfalls: unknown,
    },
    closure: {
      deletionUrl: known('https://pigeon.example/delete'),
      helpUrl: unknown,
      steps: known([text('Press Delete')]),
      deactivateVsDelete: unknown,
      gracePeriodDays: known(30),
      loginCancelsDeletion: known(true),
      cancelRule: known(text('Log in.')),
      fullErasureDays: known(90),
      backupErasureDays: unknown,
      username: unknown,
      survives: unknown,
      adDataRetention: unknown,
      inactivityDeletion: unknown,
    },
    prerequisites: {
      balance: known(text('Spend the corn.')),
      creatorPayouts: unknown,
      subscriptions: unknown,
      adAccounts: unknown,
      ownedPagesGroups: unknown,
      signInWith: unknown,
      linkedAccounts: unknown,
      businessManager: unknown,
      twoFactorDevice: unknown,
      other: unknown,
    },
    gdpr: {
      controllerEea: unknown,
      postalAddress: unknown,
      contactEmail: unknown,
      contactForm: unknown,
      dpo: unknown,
      euRepresentative: unknown,
      leadAuthority: unknown,
      authorityContact: unknown,
    },
    verification: {
      profileUrlPattern: unknown,
      probeUrl: unknown,
      existsSignal: unknown,
      goneSignal: unknown,
      httpStatusWhenGone: unknown,
      reliability: unknown,
    },
    rules: [],
    traps: [],
    probes: [],
    controllers: [],
    limits: [],
    sources: [
      {
        id: 'a',
        url: 'https://pigeon.example/help',
        title: 'Pigeon help',
        date: '2026-01',
        kind: 'official',
        retrieved: '2026-01-31',
        summary: 'All of it.',
      },
    ],
  };
  change(facts);
  return facts;
}

/** One more rule, resting on the one source there is. */
export function rule(id: string, effect: NetworkFacts['rules'][number]['effect']): NetworkFacts['rules'][number] {
  return { id, effect, title: text(id), why: text('Because.'), how: [], confidence: 'official', date: '2026-01', sources: ['a'] };
}

export const nobody: Answers = { money: 'no', logins: 'no', pages: 'no', team: 'no', findMe: 'example.org', law: 'gdpr' };
export const begun = '2026-03-01T09:00:00Z';

export const collection = (archive = 'one', of = 'first'): Collection => ({
  archive,
  import: of,
  account: 'dove',
  files: [{ name: 'export.zip', bytes: 12, sha256: '0'.repeat(64) }],
  records: { post: 3 },
  relations: { follower: 2 },
  damaged: 0,
  refused: 0,
});
export const proof = (archive = 'one', whole = 1) => ({ archive, opens: true, searches: true, whole, of: 1 });
export const copy = (archive = 'one') => ({ archive, name: 'copy', files: 5, bytes: 50, manifest: '0'.repeat(64) });

/** A departure that is driven by commands, with everything that happened. */
export class Driven {
  state: Departure | null = null;
  readonly events: Event[] = [];

  constructor(facts = pigeonFacts(), answers: Answers = nobody, zone = 'Europe/Paris', at = begun) {
    this.tell({ type: 'begin', network: facts.id, handle: 'dove', answers, zone, facts }, at);
  }

  get departure(): Departure {
    if (this.state === null) throw new Error('not begun');
    return this.state;
  }

  /** The code of the refusal, or null where it was taken. */
  say(command: Command, at: string): string | null {
    const decision = decide(this.state, command, new Date(at));
    if ('refused' in decision) return decision.refused.code;
    for (const event of decision.events) {
      this.state = evolve(this.state, event);
      this.events.push(event);
    }
    return null;
  }

  /** What must be taken. */
  tell(command: Command, at: string): this {
    const refused = this.say(command, at);
    if (refused !== null) throw new Error(`${command.type} was refused: ${refused}`);
    return this;
  }

  /** Everything the gate asks for where the answers are all no. */
  ready(at: string): this {
    this.tell({ type: 'collect', collection: collection() }, at);
    this.tell({ type: 'do', task: 'check.account' }, at);
    this.tell({ type: 'prove', proof: proof() }, at);
    return this.tell({ type: 'copy', copy: copy() }, at);
  }
}
