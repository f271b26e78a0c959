/** Every command and option. */
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { AnswerKind, LetterKind, LetterLanguage, Situation } from '../shared/letters/index.ts';
import { recordKinds, relationNames, type RelationName } from '../shared/records.ts';
import { commandFirst } from './arguments.ts';
import { check } from './commands/check.ts';
import { compare } from './commands/compare.ts';
import { copy } from './commands/copy.ts';
import { calendar, facts, receipt } from './commands/departure-files.ts';
import { depart, departure, departures, doTask, look, sayOf, spokenCommands } from './commands/departures.ts';
import { doctor } from './commands/doctor.ts';
import { letter, letters } from './commands/letters.ts';
import { home, type HomeOptions } from './commands/home.ts';
import { handOver, openDeparture } from './commands/hand-over.ts';
import { archives, people, records, remove, search, show } from './commands/look.ts';
import { farewell } from './commands/farewell.ts';
import { networks } from './commands/networks.ts';
import { read, resume } from './commands/read.ts';
import { sample } from './commands/sample.ts';
import { serve } from './commands/serve.ts';
import { say } from './say.ts';
import type { GlobalOptions } from './session.ts';
import { version } from './version.ts';
import { en, type WordId } from './words/en.ts';

const whole =
  (most: number) =>
  (text: string): number => {
    if (!/^\d{1,10}$/.test(text) || Number(text) > most)
      throw new InvalidArgumentError(say('wanted.whole', { most: String(most) }));
    return Number(text);
  };

const instant = (text: string): string => {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError(say('wanted.instant'));
  return date.toISOString();
};

/** An option that may be given several times. */
const addedTo = (one: string, before: string[] | undefined): string[] => [...(before ?? []), one];

type Expect = Partial<Record<RelationName, number>>;
const expectation = (text: string, before: Expect = {}): Expect => {
  const [, name, number] = /^(\w+)=(\d{1,10})$/.exec(text) ?? [];
  const relation = relationNames.find((known) => known === name);
  if (relation === undefined) throw new InvalidArgumentError(say('wanted.expectation', { lists: relationNames.join(', ') }));
  return { ...before, [relation]: Number(number) };
};

/** What a generated export may hold at most; far beyond it, making one takes hours. */
const mostMade = 10_000_000;
const kind = (): Option => new Option('--kind <kind>', say('option.kind')).choices(recordKinds);
const relation = (): Option => new Option('--relation <list>', say('option.relation')).choices(relationNames);
const archive = (): Argument => new Argument('<archive>', say('argument.archive'));

/** Does what the arguments say. Throws `CommanderError`, which nobody has told yet, and `Refusal`. */
export async function run(given: readonly string[]): Promise<void> {
  const adieu = program();
  await adieu.parseAsync(commandFirst(given, adieu), { from: 'user' });
}

function program(): Command {
  const adieu = new Command('adieu')
    .description(say('about.adieu'))
    .version(version, '-V, --version', say('option.version'))
    .helpOption('-h, --help', say('option.help'))
    .helpCommand('help [command]', say('about.help'))
    .configureHelp({ styleTitle: (title) => (isTitle(title) ? say(`title.${title}`) : title) })
    // One line, and in the person's language: `tell.ts` writes it. What is left is the help where no command was given.
    .configureOutput({ outputError: () => undefined, writeErr: (help) => process.stderr.isTTY && process.stderr.write(help) })
    .option('--home <dir>', say('option.home'))
    .option('--json', say('option.json'))
    .option('--now <instant>', say('option.now'), instant)
    .addOption(new Option('--protection <how>', say('option.protection')).choices(['keychain', 'passphrase', 'none']))
    .exitOverride();
  const all = (command: Command): GlobalOptions => command.optsWithGlobals();
  const command = (name: string, about: WordId): Command => adieu.command(name).description(say(about));

  command('read', 'about.read')
    .argument('<file...>', say('argument.file'))
    .option('--network <id>', say('option.network'))
    .option('--expect <list=number>', say('option.expect'), expectation)
    .option('--into <archive>', say('option.into'))
    .option('--no-original', say('option.no-original'))
    .action((files: string[], _: unknown, self: Command) => read(files, self.opts(), all(self)));
  command('resume', 'about.resume')
    .addArgument(archive())
    .action((of: string, _: unknown, self: Command) => resume(of, all(self)));
  command('archives', 'about.archives').action((_: unknown, self: Command) => archives(all(self)));
  command('show', 'about.show')
    .addArgument(archive())
    .action((of: string, _: unknown, self: Command) => show(of, all(self)));
  command('records', 'about.records')
    .addArgument(archive())
    .addOption(kind())
    .addOption(relation())
    .action((of: string, _: unknown, self: Command) => records(of, self.opts(), all(self)));
  command('people', 'about.people')
    .addArgument(archive())
    .addOption(relation())
    .addOption(new Option('--as <format>', say('option.as')).choices(['csv', 'vcard', 'json']))
    .action((of: string, _: unknown, self: Command) => people(of, self.opts(), all(self)));
  command('compare', 'about.compare')
    .addArgument(archive())
    .option('--from <import>', say('option.from'))
    .option('--to <import>', say('option.to-import'))
    .addOption(kind())
    .addOption(relation())
    .addOption(new Option('--as <format>', say('option.as')).choices(['csv']))
    .action((of: string, _: unknown, self: Command) => compare(of, self.opts(), all(self)));
  command('search', 'about.search')
    .argument('<words...>', say('argument.words'))
    .option('--archive <archive>', say('option.archive'))
    .addOption(kind())
    .option('--limit <n>', say('option.limit'), whole(100_000), 20)
    .addHelpText('after', `\n${say('search.help')}`)
    .action((words: string[], _: unknown, self: Command) => search(words.join(' '), self.opts(), all(self)));
  command('copy', 'about.copy')
    .addArgument(archive())
    .requiredOption('--to <dir>', say('option.to'))
    .option('--zip', say('option.zip'))
    .action((of: string, _: unknown, self: Command) => copy(of, self.opts(), all(self)));
  command('check', 'about.check')
    .argument('<copy>', say('argument.copy'))
    .action((path: string, _: unknown, self: Command) => check(path, all(self)));
  command('remove', 'about.remove')
    .addArgument(archive())
    .action((of: string, _: unknown, self: Command) => remove(of, all(self)));
  command('networks', 'about.networks')
    .argument('[id]')
    .action((id: string | undefined, _: unknown, self: Command) => networks(id, all(self)));
  command('sample', 'about.sample')
    .argument('<network>')
    .option('--followers <n>', say('option.followers'), whole(mostMade), 80_000)
    .option('--posts <n>', say('option.posts'), whole(mostMade), 640)
    .option('--messages <n>', say('option.messages'), whole(mostMade), 8_000)
    .requiredOption('--out <file>', say('option.out'))
    .action((network: string, _: unknown, self: Command) => sample(network, self.opts(), all(self)));
  command('serve', 'about.serve')
    .option('--port <n>', say('option.port'), whole(65_535))
    .option('--no-open', say('option.no-open'))
    .action((_: unknown, self: Command) => serve(self.opts(), all(self)));
  command('home', 'about.home')
    .option('--move-to <dir>', say('option.move-to'))
    .option('--move-back', say('option.move-back'))
    .option('--found-at <dir>', say('option.found-at'))
    .option('--begin-anew', say('option.begin-anew'))
    .action((_: unknown, self: Command) => home(self.opts<HomeOptions>(), all(self)));
  command('doctor', 'about.doctor').action((_: unknown, self: Command) => doctor(all(self)));

  const departing = (): Argument => new Argument('<departure>', say('argument.departure'));
  command('depart', 'about.depart')
    .argument('<network>')
    .argument('<handle>', say('argument.handle'))
    .option('--name <name>', say('option.network-name'))
    .option('--answers <file>', say('option.answers'))
    .option('--zone <zone>', say('option.zone'))
    .action((network: string, handle: string, _: unknown, self: Command) => depart(network, handle, self.opts(), all(self)));
  command('departures', 'about.departures').action((_: unknown, self: Command) => departures(all(self)));
  command('departure', 'about.departure')
    .addArgument(departing())
    .action((of: string, _: unknown, self: Command) => departure(of, all(self)));
  command('do', 'about.do')
    .addArgument(departing())
    .argument('<task>', say('argument.task'))
    .option('--skip <reason>', say('option.skip'))
    .option('--remind <day>', say('option.remind'))
    .option('--undo', say('option.undo'))
    .action((of: string, task: string, _: unknown, self: Command) => doTask(of, task, self.opts(), all(self)));
  command('say', 'about.say')
    .addArgument(departing())
    .addArgument(new Argument('<what>', say('argument.what')).choices(spokenCommands))
    .argument('[words...]', say('argument.said'))
    .option('--on <day>', say('option.on'))
    .addOption(new Option('--how <how>', say('option.how')).choices(AnswerKind.options))
    .option('--until <day>', say('option.until'))
    .action((of: string, what: string, words: string[], _: unknown, self: Command) =>
      sayOf(of, what, words, self.opts(), all(self)),
    );
  command('letters', 'about.letters')
    .argument('[departure]', say('argument.departure'))
    .action((of: string | undefined, _: unknown, self: Command) => letters(of, all(self)));
  command('letter', 'about.letter')
    .addArgument(departing())
    .addArgument(new Argument('<kind>', say('argument.letter')).choices(LetterKind.options))
    .option('--to <file>', say('option.letter'))
    .addOption(new Option('--language <language>', say('option.letter-language')).choices(LetterLanguage.options))
    .option('--law <law>', say('option.law'))
    .option('--answers <file>', say('option.form'))
    .option('--name <name>', say('option.name'))
    .option('--address <address>', say('option.address'))
    .option('--email <email>', say('option.email'))
    .option('--account-email <email>', say('option.account-email'))
    .option('--account-url <url>', say('option.account-url'))
    .addOption(new Option('--situation <situation>', say('option.situation')).choices(Situation.options))
    .option('--since <day>', say('option.since'))
    .option('--more <text>', say('option.more'))
    .option('--country <country>', say('option.country'))
    .option('--region <region>', say('option.region'))
    .option('--about <letter>', say('option.about'))
    .option('--despite', say('option.despite'))
    .action((of: string, kind: LetterKind, _: unknown, self: Command) => letter(of, kind, self.opts(), all(self)));
  command('calendar', 'about.calendar')
    .argument('[departure]', say('argument.departure'))
    .option('--ics <file>', say('option.ics'))
    .action((of: string | undefined, _: unknown, self: Command) => calendar(of, self.opts(), all(self)));
  command('look', 'about.look')
    .addArgument(departing())
    .action((of: string, _: unknown, self: Command) => look(of, all(self)));
  command('farewell', 'about.farewell')
    .addArgument(departing())
    .requiredOption('--to <dir>', say('option.farewell'))
    .option('--where <place>', say('option.where'), addedTo)
    .option('--closing-day <day>', say('option.closing-day'))
    .option('--sign <name>', say('option.sign'))
    .addOption(new Option('--tone <tone>', say('option.tone')).choices(['plain', 'warm', 'public']))
    .addOption(new Option('--language <language>', say('option.language')).choices(['en', 'fr', 'both']))
    .option('--answers <file>', say('option.farewell-answers'))
    .action((of: string, _: unknown, self: Command) => farewell(of, self.opts(), all(self)));
  command('receipt', 'about.receipt')
    .addArgument(departing())
    .requiredOption('--to <file>', say('option.receipt'))
    .action((of: string, _: unknown, self: Command) => receipt(of, self.opts(), all(self)));
  command('hand-over', 'about.hand-over')
    .addArgument(departing())
    .requiredOption('--to <file>', say('option.hand-over'))
    .option('--computer <name>', say('option.computer'))
    .action((of: string, _: unknown, self: Command) => handOver(of, self.opts(), all(self)));
  command('open-departure', 'about.open-departure')
    .argument('<file>', say('argument.handed'))
    .action((file: string, _: unknown, self: Command) => openDeparture(file, all(self)));
  command('facts', 'about.facts')
    .argument('<file>', say('argument.facts'))
    .action((file: string, _: unknown, self: Command) => facts(file, all(self)));
  return adieu;
}

type Title = Extract<WordId, `title.${string}`> extends `title.${infer Name}` ? Name : never;
const isTitle = (title: string): title is Title => `title.${title}` in en;
