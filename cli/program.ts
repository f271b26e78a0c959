/** Every command and option. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { recordKinds, relationNames, type RelationName } from '../shared/records.ts';
import { check } from './commands/check.ts';
import { copy } from './commands/copy.ts';
import { doctor } from './commands/doctor.ts';
import { archives, people, records, remove, search, show } from './commands/look.ts';
import { networks } from './commands/networks.ts';
import { read, resume } from './commands/read.ts';
import { sample } from './commands/sample.ts';
import { serve } from './commands/serve.ts';
import type { GlobalOptions } from './session.ts';
import { version } from './version.ts';

const whole = (text: string): number => {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('a whole number is wanted.');
  return Number(text);
};

type Expect = Partial<Record<RelationName, number>>;
const expectation = (text: string, before: Expect): Expect => {
  const [, name, number] = /^(\w+)=(\d{1,10})$/.exec(text) ?? [];
  const relation = relationNames.find((known) => known === name);
  if (relation === undefined)
    throw new InvalidArgumentError(`LIST=NUMBER is wanted, with a list of ${relationNames.join(', ')}.`);
  return { ...before, [relation]: Number(number) };
};

/** Throws `CommanderError` (which has been told already) and `Refusal`. */
export function program(): Command {
  const adieu = new Command('adieu')
    .description('Leave a social network without losing what you made or who you know.')
    .version(version)
    .option('--home <dir>', 'where archives live (or ADIEU_HOME)')
    .option('--json', 'one JSON document on stdout, and nothing else there')
    .addOption(new Option('--protection <how>', 'how a new vault is protected').choices(['keychain', 'passphrase', 'none']))
    .exitOverride()
    .showHelpAfterError('(adieu --help tells more)');
  /** Options may stand before or after the command. */
  const all = (command: Command): GlobalOptions => command.optsWithGlobals();
  const command = (name: string, description: string): Command => adieu.command(name).description(description).exitOverride();

  command('read', 'read an export into its archive')
    .argument('<file...>', 'zips, tars, folders or loose files of one export')
    .option('--network <id>', 'which network it is of')
    .option('--expect <list=number>', 'what you expect, e.g. follower=80000 (may be repeated)', expectation, {})
    .option('--into <archive>', 'add to this archive, whatever account the export names')
    .option('--no-original', 'do not keep the original in the vault, only its SHA-256')
    .action((files: string[], _: unknown, self: Command) => read(files, self.opts(), all(self)));
  command('resume', 'go on with an import that was stopped')
    .argument('<archive>')
    .action((archive: string, _: unknown, self: Command) => resume(archive, all(self)));
  command('archives', 'list the archives').action((_: unknown, self: Command) => archives(all(self)));
  command('show', 'what an archive holds, in numbers')
    .argument('<archive>')
    .action((archive: string, _: unknown, self: Command) => show(archive, all(self)));
  command('records', 'print records, one JSON object a line')
    .argument('<archive>')
    .addOption(new Option('--kind <kind>', 'which kind').choices(recordKinds))
    .addOption(new Option('--relation <list>', 'of relations: which list').choices(relationNames))
    .action((archive: string, _: unknown, self: Command) => records(archive, self.opts(), all(self)));
  command('people', 'print the people of an archive')
    .argument('<archive>')
    .addOption(new Option('--relation <list>', 'which list; everybody unless told').choices(relationNames))
    .addOption(new Option('--as <format>', 'as what').choices(['csv', 'vcard', 'json']))
    .action((archive: string, _: unknown, self: Command) => people(archive, self.opts(), all(self)));
  command('search', 'search everything')
    .argument('<words...>')
    .option('--archive <archive>', 'only in this one')
    .addOption(new Option('--kind <kind>', 'only this kind').choices(recordKinds))
    .option('--limit <n>', 'how many hits at most', whole, 20)
    .action((words: string[], _: unknown, self: Command) => search(words.join(' '), self.opts(), all(self)));
  command('copy', 'write an open copy that any computer can read')
    .argument('<archive>')
    .requiredOption('--to <dir>', 'the copy itself, where nothing (or an empty folder) is there; else a folder to put it in')
    .option('--zip', 'as one zip file')
    .action((archive: string, _: unknown, self: Command) => copy(archive, self.opts(), all(self)));
  command('check', 'check an open copy: every missing, changed or extra file is named')
    .argument('<copy>')
    .action((path: string, _: unknown, self: Command) => check(path, all(self)));
  command('remove', 'remove an archive, with the originals kept in it')
    .argument('<archive>')
    .action((archive: string, _: unknown, self: Command) => remove(archive, all(self)));
  command('networks', 'the networks Adieu knows')
    .argument('[id]')
    .action((id: string | undefined, _: unknown, self: Command) => networks(id, all(self)));
  command('sample', 'write a generated export, to try things with')
    .argument('<network>')
    .option('--followers <n>', 'how many', whole, 80_000)
    .option('--posts <n>', 'how many', whole, 640)
    .option('--messages <n>', 'how many', whole, 8_000)
    .requiredOption('--out <file>', 'where to')
    .action((network: string, _: unknown, self: Command) => sample(network, self.opts(), all(self)));
  command('serve', 'open the app in a browser window')
    .option('--port <n>', 'a free one unless told', whole)
    .option('--no-open', 'only print the address')
    .action((_: unknown, self: Command) => serve(self.opts(), all(self)));
  command('doctor', 'what this machine offers, without anything personal').action((_: unknown, self: Command) =>
    doctor(all(self)),
  );
  return adieu;
}
