/**
 * A look from outside at an account: what was asked, what answered, and what may be said of it. A verdict is about what a stranger can see, and never surer than
 * the facts: an account that was only switched off looks like one that is gone.
 */
import * as z from 'zod';
import { FactId } from './facts/rule.ts';

export const Verdict = z.enum(['gone', 'present', 'unsure']);
export type Verdict = z.infer<typeof Verdict>;

/** Why nothing can be taken from an answer, or why nothing was asked. */
export const lookFailures = {
  'no-name': 'The address needs a name or number of the account that is not known.',
  'bad-name': 'The name cannot stand in that address.',
  'bad-server': 'The server is not a public host name.',
  'bad-address': 'The address, or one that an answer led to, is none.',
  blocked: 'A login wall, a captcha, a page that asks for consent, or a refusal to answer strangers.',
  'private-address': 'It leads into a private network.',
  'not-https': 'It leads to something else than https.',
  'odd-port': 'It leads to another port than that of https.',
  'too-many-redirects': 'It leads on and on.',
  timeout: 'The whole took too long.',
  'too-slow': 'Nothing came for too long.',
  'too-much-header': 'More header than the limit.',
  garbled: 'The answer cannot be unpacked.',
  'not-http': 'What answers does not speak HTTP.',
  tls: 'The certificate or the encryption is not in order.',
  refused: 'The connection was refused.',
  reset: 'The connection broke off.',
  unreachable: 'The name is not known, or there is no way to it.',
  proxy: 'The proxy of this machine does not let it through, or is of a kind Adieu does not speak.',
} as const;
export type LookFailure = keyof typeof lookFailures;
export const LookFailure = z.enum(Object.keys(lookFailures) as [LookFailure, ...LookFailure[]]);

const address = z.string().max(2000);

/** What one probe gave. `says` is null where it says nothing; `failed` then says why, and is null where the answer is one that the facts do not know. */
export const LookAnswer = z.strictObject({
  probe: FactId,
  weight: z.enum(['clear', 'hint']),
  /** Null where none could be made. */
  address: address.nullable(),
  /** Of the answer that counted. */
  status: z.number().int().min(100).max(999).nullable(),
  says: z.enum(['present', 'gone']).nullable(),
  /** The condition that fitted, in short: `404`, `302 → /login`, `200, “not found”`. */
  signal: z.string().max(500).nullable(),
  failed: LookFailure.nullable(),
  /** Where answers led, in order; the last may be one that was not followed. */
  redirects: z.array(address).max(10),
  milliseconds: z.number().int().nonnegative(),
});
export type LookAnswer = z.infer<typeof LookAnswer>;

export const LookBecause = z.enum([
  /** Clear answers say so, and none says otherwise. */
  'agrees',
  'disagree',
  'only-hints',
  /** Somebody answered, in a way the facts do not know. */
  'unclear',
  /** A wall stood before everything that answered. */
  'blocked',
  'no-answer',
  /** Nothing could be asked: a name, number or server is missing or cannot be used. */
  'no-name',
  /** The facts of this network name no place to look at. */
  'no-probes',
]);
export type LookBecause = z.infer<typeof LookBecause>;

export const LookCaveat = z.enum([
  /** The account can still come back; from outside that cannot be told from gone. */
  'looks-like-deactivated',
]);
export type LookCaveat = z.infer<typeof LookCaveat>;

export const Look = z.strictObject({
  at: z.iso.datetime(),
  verdict: Verdict,
  because: LookBecause,
  caveat: LookCaveat.nullable(),
  answers: z.array(LookAnswer).max(10),
});
export type Look = z.infer<typeof Look>;

/** What several looks over days allow to be said. */
export const LooksTold = z.strictObject({
  verdict: Verdict,
  because: z.enum([
    /** Two looks, at least a day apart, saw it gone. */
    'twice-gone',
    /** Seen gone, but not yet for a day. */
    'once-gone',
    'newest-present',
    'newest-unsure',
    'no-looks',
  ]),
  caveat: LookCaveat.nullable(),
  /** The looks it rests on, oldest first. */
  rests: z.array(z.iso.datetime()).max(2),
  /** Another look says more from then on; null where none is needed, or where looking again would not help. */
  again: z.iso.datetime().nullable(),
});
export type LooksTold = z.infer<typeof LooksTold>;
