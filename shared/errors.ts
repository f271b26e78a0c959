/**
 * Expected errors: told to the person by code, each with a sentence and a way out in `shared/words` (`error.<code>.what`, `error.<code>.todo`).
 * Anything else that is thrown is a bug.
 */
export const refusalCodes = {
  'not-found': 'A file or folder is not there.',
  'not-readable': 'The system does not let us read it.',
  'not-an-export': 'No file in it looks like an export of a known network.',
  'empty-input': 'The input is empty.',
  'several-networks': 'Two networks fit; the person has to say which.',
  'two-accounts': 'The input holds exports of two different accounts.',
  'unknown-network': 'No such network.',
  'unnamed-network': 'A network Adieu does not know by itself needs the name the person gives it.',
  'no-reader': 'Adieu has no reader for this network yet.',
  damaged: 'It is damaged, and nothing that could be read of it is an export.',
  encrypted: 'The input is protected with a password.',
  changed: 'The export is not what it was when the import began.',
  bomb: 'The input expands beyond the limits.',
  'too-many-files': 'The input holds more files than the limit.',
  'no-room': 'There is not enough room on the disk.',
  'vault-new': 'There is no vault yet; a way of protection has to be chosen.',
  'vault-locked': 'The vault is locked.',
  'vault-exists': 'There is a vault already.',
  'wrong-key': 'The passphrase, recovery code or key does not open this vault.',
  'no-keychain': 'The system keychain cannot be reached.',
  'weak-passphrase': 'The passphrase is too short.',
  'too-new': 'A newer version of Adieu has written it.',
  'in-use': 'Another copy of Adieu is using the vault.',
  'place-gone': 'The place where everything lives is not there.',
  'place-unknown': 'What says where everything lives cannot be read.',
  'place-unfinished': 'A move to this place was broken off; everything is still where it was.',
  'place-fixed': 'Where everything lives was said when Adieu was started, and cannot be changed from within.',
  'place-taken': 'The new place is not an empty folder of the person.',
  'place-small': 'There is not enough room in the new place.',
  'place-inside': 'The new place lies in the old one, or around it.',
  'place-links': 'Something in the old place is neither file nor folder.',
  'place-differs': 'What was written in the new place is not what was read.',
  'place-other': 'Adieu keeps nothing in this folder.',
  'work-under-way': 'Something is being read, written or checked.',
  moving: 'Everything is being moved to another place.',
  'no-archive': 'No such archive.',
  'no-record': 'No such record.',
  'no-job': 'No such job.',
  'no-import': 'No such import.',
  'one-import': 'There are not two whole imports to compare.',
  'import-unfinished': 'The import has not come to its end.',
  'no-original': 'The original of an import is not kept.',
  'no-comparison': 'No such comparison is remembered.',
  'no-token': 'No such picked file.',
  busy: 'Another import into this archive is running.',
  'name-differs': 'The name typed is not the name of the thing.',
  exists: 'The target is there already.',
  'not-a-copy': 'This is not an open copy.',
  'bad-input': 'The command or its options cannot be understood.',
  'no-departure': 'No such departure.',
  'departure-exists': 'A departure of this account is there already.',
  'no-task': 'No such task in this departure.',
  'task-locked': 'Another task has to be done first.',
  'not-by-hand': 'Done by what happens, not by ticking it off.',
  'not-skippable': 'This task cannot be left out.',
  'not-now': 'This does not fit what has happened so far.',
  'in-future': 'It has not happened yet.',
  'bad-date': 'The date does not fit.',
  'gate-closed': 'The gate before closing is shut.',
  'handle-differs': 'The handle typed is not the one of the departure.',
  'no-way-back': 'The network leaves no way back.',
  'too-late': 'The grace period is over.',
  'cannot-unsay': 'This cannot be taken back.',
  'other-network': 'The archive is of another network.',
  'not-imported': 'No import of this archive was finished.',
  'no-export': 'No export came in for this departure yet.',
  'proof-failed': 'The archive could not be proved readable.',
  'other-copy': 'The open copy is not of an archive of this departure.',
  'copy-damaged': 'The open copy is not whole.',
  'looks-not-agreed': 'Looks from outside were not agreed to.',
  'no-law': 'No law under which a letter could be written.',
  'no-controller': 'The facts do not name who answers for the data under this law.',
  'no-authority': 'The authority for this place is not known.',
  'no-letter': 'No such letter.',
  'letter-early': 'The time for this letter has not come.',
  'no-right': 'This law gives no such right, as far as is known.',
  'pdf-characters': 'The letter has characters that its PDF cannot show.',
  'not-sealed': 'The file is no departure that was handed over.',
  'wrong-passphrase': 'The passphrase does not open the file, or the file was cut or changed.',
  'too-large': 'It is larger than anything of this kind can be.',
  'not-facts': 'The file is no file of facts.',
  'older-facts': 'The facts at hand are as new or newer.',
  cancelled: 'Stopped by the person.',
} as const;
export type RefusalCode = keyof typeof refusalCodes;
export const refusalCodeList = Object.keys(refusalCodes) as RefusalCode[];

/** An expected error. `detail` is for the person: a file name, a limit; never the text of a record. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: Readonly<Record<string, string | number>>;
  constructor(code: RefusalCode, detail: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(refusalCodes[code], options);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}

export function assertNever(value: never): never {
  throw new Error(`unexpected: ${String(value)}`);
}
