/** Options may stand before the command as well as after it. */
import type { Command } from 'commander';

/** The same arguments with the command first; as they are where no command is among them. */
export function commandFirst(given: readonly string[], adieu: Command): string[] {
  const options = [adieu, ...adieu.commands].flatMap((command) => command.options);
  const names = new Set(['help', ...adieu.commands.map((command) => command.name())]);
  const takesValue = (argument: string): boolean =>
    options.some(({ long, short, required }) => required && (argument === long || argument === short));
  for (let i = 0; i < given.length; i++) {
    const argument = given[i] ?? '';
    if (argument === '--') break;
    if (names.has(argument)) return [argument, ...given.slice(0, i), ...given.slice(i + 1)];
    // What is no option and no command either: the parser says so.
    if (!argument.startsWith('-')) break;
    if (takesValue(argument)) i++;
  }
  return [...given];
}
