/** Whether what was typed is the name, with or without the sign before it. The engine decides in the end. */
export function names(typed: string, name: string): boolean {
  const plain = (text: string): string => text.trim().replace(/^@/, '').toLowerCase();
  return name !== '' && plain(typed) === plain(name);
}
