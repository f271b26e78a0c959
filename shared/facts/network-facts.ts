/** All that is known of leaving one network: `networks/<id>/facts.json`. Units: ISO 8601 durations, integer days. */
import * as z from 'zod';
import { basis, dateOf, fact, Source, type Basis, type Fact } from './fact.ts';
import { Probe } from './probe.ts';
import { ProtectingLaw } from './law.ts';
import { Limit } from './limit.ts';
import { FactId, Rule, Trap } from './rule.ts';
import { Text } from './text.ts';

export const Duration = z.string().regex(/^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/);
const address = z.url({ protocol: /^https$/ }).max(1000);
const Texts = z.array(Text).min(1).max(40);
const line = z.string().min(1).max(500);
const Days = z.number().int().min(0).max(3650);
const held = fact(z.enum(['yes', 'partial', 'no']));
const text = fact(Text);
const yesOrNo = fact(z.boolean());

/** Who answers for the data under a law, where that is not the one of `gdpr`; or who stands in for it there (`representative`). */
export const Controller = z.strictObject({
  id: FactId,
  law: ProtectingLaw,
  role: z.enum(['controller', 'representative']),
  name: line,
  address: line.nullable(),
  email: line.nullable(),
  note: Text.nullable(),
  ...basis,
});
export type Controller = z.infer<typeof Controller>;

export const NetworkFacts = z
  .strictObject({
    schema: z.literal(1),
    id: FactId,
    name: line,
    operator: line,
    researchedOn: z.iso.date(),
    access: z.strictObject({
      mobileOnly: yesOrNo,
      webCapable: yesOrNo,
      loginRequiredForExport: yesOrNo,
      loginRequiredForDeletion: yesOrNo,
    }),
    export: z.strictObject({
      available: yesOrNo,
      url: fact(address),
      helpUrl: fact(address),
      requestChannel: fact(z.enum(['selfService', 'form', 'email', 'mobileApp', 'desktopApp'])),
      steps: fact(Texts),
      formats: fact(Texts),
      recommendedFormat: text,
      readyTime: fact(z.strictObject({ min: Duration.nullable(), typical: Duration.nullable(), max: Duration.nullable() })),
      linkLifetime: fact(Duration),
      splitIntoParts: yesOrNo,
      requestCooldown: fact(Duration),
      /** What ends a pending request. */
      cancelledBy: fact(Texts),
      contents: z.strictObject({
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
      }),
      mediaDelivery: fact(z.enum(['files', 'links', 'mixed'])),
      mediaLinkLifetime: fact(Duration),
      /** Names by which an archive is recognised. */
      archiveMarkers: fact(z.array(line).min(1).max(60)),
      notIncluded: fact(Texts),
      pitfalls: fact(Texts),
    }),
    closure: z.strictObject({
      deletionUrl: fact(address),
      helpUrl: fact(address),
      steps: fact(Texts),
      deactivateVsDelete: text,
      /** 0: no way back. */
      gracePeriodDays: fact(Days),
      loginCancelsDeletion: yesOrNo,
      cancelRule: text,
      fullErasureDays: fact(Days),
      /** After the rest. */
      backupErasureDays: fact(Days),
      username: text,
      survives: fact(Texts),
      adDataRetention: fact(z.union([Duration, Text])),
      inactivityDeletion: text,
    }),
    /** What to settle before closing. */
    prerequisites: z.strictObject({
      balance: text,
      creatorPayouts: text,
      subscriptions: text,
      adAccounts: text,
      ownedPagesGroups: text,
      signInWith: text,
      linkedAccounts: text,
      businessManager: text,
      twoFactorDevice: text,
      other: text,
    }),
    gdpr: z.strictObject({
      controllerEea: fact(line),
      postalAddress: fact(line),
      contactEmail: fact(line),
      contactForm: fact(z.union([address, Text])),
      dpo: fact(line),
      euRepresentative: fact(line),
      leadAuthority: fact(line),
      authorityContact: fact(
        z.strictObject({
          name: line,
          address: line.nullable(),
          email: line.nullable(),
          complaintForm: address.nullable(),
        }),
      ),
    }),
    verification: z.strictObject({
      profileUrlPattern: fact(line),
      probeUrl: fact(line),
      existsSignal: text,
      goneSignal: text,
      httpStatusWhenGone: fact(z.number().int().min(100).max(599)),
      reliability: text,
    }),
    rules: z.array(Rule).max(30),
    traps: z.array(Trap).max(20),
    probes: z.array(Probe).max(10),
    /** Not in the facts of departures begun earlier. */
    controllers: z.array(Controller).max(20).default([]),
    /** How long texts may be. Not in the facts of departures begun earlier. */
    limits: z.array(Limit).max(3).default([]),
    sources: z.array(Source).max(200),
  })
  .superRefine((facts, context) => {
    const sources = new Map(facts.sources.map((source) => [source.id, source]));
    if (sources.size !== facts.sources.length)
      context.addIssue({ code: 'custom', path: ['sources'], message: 'an id stands twice' });
    const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: path.split('.'), message });
    for (const { path, statement } of statements(facts)) {
      for (const id of citedBy(statement)) if (!sources.has(id)) say(path, `source ${id} is not in the list`);
      const date = dateOf(statement, sources);
      if (date !== statement.date) say(path, `its date is that of the source that earns it its confidence: ${String(date)}`);
    }
    for (const { id, effect } of facts.rules)
      if (effect.type === 'task' && effect.insteadOf !== undefined && !(effect.insteadOf in facts.prerequisites))
        say(`rules.${id}`, `there is no prerequisite ${effect.insteadOf}`);
    for (const name of ['rules', 'traps', 'probes', 'controllers', 'limits'] as const)
      if (new Set<string>(facts[name].map(({ id }) => id)).size !== facts[name].length) say(name, 'an id stands twice');
  });
export type NetworkFacts = z.infer<typeof NetworkFacts>;

/** A place in the facts, as `closure.gracePeriodDays`, `rules.second-export`. */
export interface Statement {
  readonly path: string;
  readonly statement: Basis;
}

const Stated = z.object(basis);

/** Every fact of the groups, known or not, with its path. */
export function* facts(of: NetworkFacts): Generator<{ path: string; fact: Fact<unknown> }> {
  for (const group of ['access', 'export', 'closure', 'prerequisites', 'gdpr', 'verification'] as const)
    yield* leaves(of[group], group);
}

function* leaves(value: object, path: string): Generator<{ path: string; fact: Fact<unknown> }> {
  for (const [name, below] of Object.entries(value) as [string, object][]) {
    if ('value' in below) yield { path: `${path}.${name}`, fact: below as Fact<unknown> };
    else yield* leaves(below, `${path}.${name}`);
  }
}

/** Everything that claims something and so must say where from. */
export function* statements(of: NetworkFacts): Generator<Statement> {
  for (const { path, fact } of facts(of)) {
    // What does not keep to the schema is told of by the schema.
    const { data } = Stated.loose().safeParse(fact);
    if (fact.value !== null && data !== undefined) yield { path, statement: data };
  }
  for (const name of ['rules', 'traps', 'probes', 'controllers', 'limits'] as const)
    for (const one of of[name]) yield { path: `${name}.${one.id}`, statement: one };
}

function citedBy(statement: Basis & { contradicts?: unknown }): string[] {
  const others = (statement.contradicts ?? []) as { sources: string[] }[];
  return [...statement.sources, ...others.flatMap(({ sources }) => sources)];
}
