/**
 * The contract: the only way from a page, the command line or a test to the engine. One router, three transports.
 *
 * Expected errors come as the one typed error `REFUSED` with a code of `shared/errors.ts`; anything else is a bug (`INTERNAL_SERVER_ERROR`).
 */
import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { AccountOfImport, FileFate } from '../account-of-import.ts';
import { refusalCodeList, type RefusalCode } from '../errors.ts';
import * as d from '../departures/index.ts';
import * as f from '../farewell/index.ts';
import { NetworkFacts, ProtectingLaw, Text } from '../facts/index.ts';
import * as l from '../letters/index.ts';
import { AnyRecord } from '../records.ts';
import * as m from './media.ts';
import * as s from './schemas.ts';

export * from './comparison.ts';
export * from './media.ts';
export * from './schemas.ts';

export const RefusalData = z.object({
  code: z.enum(refusalCodeList as [RefusalCode, ...RefusalCode[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});

const call = oc.errors({ REFUSED: { status: 422, message: 'Refused', data: RefusalData } });
const job = z.object({ job: s.Id });
const departure = z.object({ departure: s.Id });
/** `name`: as the person types it, for a network Adieu does not know by itself, and only then. */
const leaving = z.object({ network: s.NetworkId, name: d.NetworkName.optional(), answers: d.Answers, zone: d.Zone });
const Language = z.enum(['en', 'fr']);
const passphrase = z.string().min(1).max(1024);
const recoveryCode = z.string().min(1).max(200);

export const contract = {
  about: call.output(s.About),
  settings: {
    get: call.output(s.Settings),
    set: call.input(s.Settings.partial()).output(s.Settings),
  },
  vault: {
    state: call.output(s.VaultState),
    /** Makes the vault. The recovery code is shown once here, and again on demand while the vault is open. */
    create: call
      .input(z.object({ protection: s.Protection, passphrase: passphrase.optional() }))
      .output(z.object({ recoveryCode: z.string() })),
    /** With nothing: from the keychain. */
    unlock: call
      .input(z.object({ passphrase: passphrase.optional(), recoveryCode: recoveryCode.optional() }))
      .output(s.VaultState),
    recoveryCode: call.output(z.object({ recoveryCode: z.string() })),
    /** The person types the code back: it was written down. */
    confirmRecovery: call.input(z.object({ recoveryCode })).output(s.VaultState),
  },
  /** Where everything lives. Folders are tokens: those the engine offers, or one the person chose in the door. */
  place: {
    offered: call.output(z.array(s.Place)),
    /** What a move into a folder would mean; changes nothing. */
    plan: call.input(z.object({ place: s.Id })).output(s.MovePlan),
    /** Moves everything. At its end the engine is started again, in the new place. */
    move: call.input(z.object({ place: s.Id })).output(job),
    /** Looks once more for a place that was not there. */
    again: call.output(z.object({})),
    /** Everything lies in this folder already: its disk has another name now. */
    open: call.input(z.object({ place: s.Id })).output(z.object({})),
    /** Begins anew in the usual place; what lies elsewhere stays there. */
    anew: call.output(z.object({})),
  },
  files: {
    /** What a list of tokens stands for. */
    describe: call.input(z.object({ tokens: s.Tokens })).output(z.array(s.PickedFile)),
    /** Forgets picked files and throws away what was uploaded for them. */
    forget: call.input(z.object({ tokens: s.Tokens })).output(z.object({})),
  },
  imports: {
    /** Looks, and changes nothing. */
    inspect: call.input(z.object({ tokens: s.Tokens })).output(s.Inspection),
    start: call.input(s.ImportOptions).output(job),
    /** A generated TikTok export of a public figure, read like any other. */
    sample: call.input(z.object({ followers: z.number().int().min(0).max(1e6).default(80_000) })).output(job),
    resume: call.input(z.object({ archive: s.Id })).output(job),
    account: call.input(z.object({ archive: s.Id, import: s.Id })).output(AccountOfImport),
    /** Every file of an import: those of one fate in the order of the export, or all, the damaged ones first. */
    files: call.input(s.FilesQuery).output(z.object({ total: z.number(), files: z.array(FileFate) })),
  },
  jobs: {
    /** States four times a second until it ends; a late watcher begins with the present state. */
    watch: call.input(job).output(eventIterator(s.JobState)),
    cancel: call.input(job).output(z.object({})),
    /** Jobs under way, for a page that was loaded again. */
    list: call.output(
      z.array(
        z.object({ job: s.Id, kind: z.enum(['import', 'copy', 'check', 'prove', 'compare', 'move']), archive: s.Id.nullable() }),
      ),
    ),
  },
  archives: {
    list: call.output(z.array(s.ArchiveSummary)),
    get: call.input(z.object({ archive: s.Id })).output(s.ArchiveDetail),
    /** `name` is what the person typed: the account, or the network's name where the account is unknown. */
    remove: call.input(z.object({ archive: s.Id, name: z.string().max(1000) })).output(z.object({})),
    /** Two exports of the account: who came, who left, what is new, what vanished. */
    compare: call.input(s.CompareQuery).output(job),
    /** The members of a comparison this engine has made; the last few are remembered. */
    differences: call.input(s.DifferencesQuery).output(s.RecordsPage),
  },
  people: { page: call.input(s.PeopleQuery).output(s.PeoplePage) },
  records: {
    page: call.input(s.RecordsQuery).output(s.RecordsPage),
    get: call.input(z.object({ archive: s.Id, id: s.Id })).output(AnyRecord),
  },
  conversations: {
    page: call
      .input(
        z.object({
          archive: s.Id,
          find: z.string().max(200).default(''),
          offset: z.number().int().min(0).default(0),
          limit: z.number().int().min(1).max(500).default(100),
        }),
      )
      .output(z.object({ total: z.number(), conversations: z.array(s.ConversationRow) })),
    /** Messages in their order, oldest first. */
    messages: call
      .input(
        z.object({
          archive: s.Id,
          conversation: s.Id,
          offset: z.number().int().min(0).default(0),
          limit: z.number().int().min(1).max(500).default(100),
        }),
      )
      .output(s.RecordsPage),
  },
  media: {
    page: call.input(m.MediaQuery).output(m.MediaPage),
    /** How many of each sort and state. */
    counts: call.input(z.object({ archive: s.Id })).output(m.MediaCounts),
    /** These, in the order asked for; what is not there is left out. */
    some: call.input(m.MediaOf).output(m.MediaPage.shape.media),
    get: call.input(z.object({ archive: s.Id, id: s.Id })).output(m.Medium),
    /** A part of the file's bytes, out of the encrypted original; the next one begins where it ended. */
    read: call.input(m.MediaRead).output(m.MediaPart),
  },
  search: call.input(s.SearchQuery).output(s.SearchPage),
  copies: {
    /** Places the engine offers; a door may add the one the person chose. */
    places: call.output(z.array(s.Place)),
    start: call.input(z.object({ archive: s.Id, place: s.Id, zip: z.boolean().default(false) })).output(job),
    check: call.input(z.object({ token: s.Id })).output(job),
  },
  facts: {
    /** What is known of leaving a network. */
    get: call.input(z.object({ network: s.NetworkId })).output(NetworkFacts),
    /** How much is known of each network. */
    list: call.output(z.array(d.FactsSummary)),
    /** Puts a newer file of facts in the place of the one that came with Adieu. */
    add: call.input(z.object({ text: z.string().max(4 << 20) })).output(z.object({ network: s.NetworkId, researchedOn: d.Day })),
  },
  calendar: {
    /** Every date of one departure, or of all. */
    list: call.input(z.object({ departure: s.Id.nullable().default(null) })).output(d.CalendarView),
  },
  departures: {
    begin: call.input(leaving.extend({ handle: d.Handle })).output(d.DepartureView),
    /** What leaving means there; begins nothing. */
    preview: call.input(leaving).output(d.DeparturePreview),
    list: call.output(z.array(d.DepartureSummary)),
    get: call.input(departure).output(d.DepartureView),
    /** All a person can say of a departure. Refused where it does not fit, with what to do. */
    say: call.input(departure.extend({ say: d.Say })).output(d.DepartureView),
    /** Opens and searches the archive and reads the kept original again. */
    prove: call.input(departure).output(job),
    /** Looks from outside. `agree`: yes for this departure, from now on. */
    look: call.input(departure.extend({ agree: z.boolean().default(false) })).output(d.DepartureView),
    /** A calendar file (RFC 5545) of one departure, or of all. */
    calendar: call.input(z.object({ departure: s.Id.nullable(), language: Language })).output(z.object({ ics: z.string() })),
    /** `pdf` is base64. */
    receipt: call
      .input(departure.extend({ language: Language }))
      .output(z.object({ receipt: d.Receipt, html: z.string(), pdf: z.string() })),
    /** A passphrase that nobody guesses and that can be told by telephone; it is kept nowhere. */
    offerPassphrase: call.output(z.object({ passphrase: z.string() })),
    /** Everything that was said, sealed under a passphrase; not the archive. `computer`: what this one is called. `file` is base64. */
    handOver: call
      .input(departure.extend({ passphrase, computer: d.ComputerName.nullable().default(null) }))
      .output(z.object({ name: z.string(), file: z.string() })),
    /** Opens a departure that was handed over: it appears, or is merged with what was said here. `events`: the numbers of those that were not known here. */
    open: call
      .input(z.object({ token: s.Id, passphrase }))
      .output(
        z.object({ departure: s.Id, began: z.boolean(), events: z.array(z.number().int()), differences: z.number().int() }),
      ),
    /** What is to be told now; each is given once. */
    remind: call.output(
      z.array(
        z.object({
          departure: s.Id,
          network: s.NetworkId,
          handle: z.string(),
          reminders: z.array(z.object({ key: z.string(), at: d.Instant, text: Text })),
        }),
      ),
    ),
  },
  farewell: {
    /** The form as it was left, or as far as it can be filled in. */
    draft: call.input(departure.extend({ language: Language })).output(f.FarewellDraft),
    remember: call.input(departure.extend({ form: f.FarewellForm })).output(z.object({})),
    /** Texts, schedule and what the code holds; nothing is kept, and nothing is posted. */
    kit: call.input(departure.extend({ form: f.FarewellForm })).output(f.FarewellKit),
    picture: call
      .input(
        departure.extend({
          form: f.FarewellForm,
          language: f.FarewellLanguage,
          shape: f.PictureShape,
          scheme: f.PictureScheme,
        }),
      )
      .output(f.FarewellPicture),
    /** Writes the kit into a place of `copies.places`, or one the person chose, under a name that is free. */
    save: call
      .input(departure.extend({ form: f.FarewellForm, place: s.Id, zip: z.boolean().default(false), language: Language }))
      .output(f.FarewellSaved),
  },
  letters: {
    /** What can be written in a departure, under its law or another, and what is known for it. */
    desk: call.input(departure.extend({ law: ProtectingLaw.nullable().default(null) })).output(l.LetterDesk),
    /** The letter as it would be written; records nothing. */
    preview: call
      .input(departure.extend({ wanted: l.LetterWanted }))
      .output(l.ShownLetter.pick({ subject: true, to: true, without: true }).extend({ text: z.string() })),
    /** Records it in the departure. That it was sent, the person says (`departures.say`). */
    write: call.input(departure.extend({ wanted: l.LetterWanted })).output(z.object({ letter: l.ShownLetter, text: z.string() })),
    /** `content` is base64. */
    file: call
      .input(departure.extend({ letter: l.LetterId, format: l.LetterFormat }))
      .output(z.object({ name: z.string(), type: z.string(), content: z.string() })),
    /** Of every departure. */
    list: call.output(
      z.array(
        z.object({
          departure: s.Id,
          network: s.NetworkId,
          networkName: z.string(),
          handle: z.string(),
          letters: z.array(l.ShownLetter),
        }),
      ),
    ),
  },
};
export type Contract = typeof contract;
