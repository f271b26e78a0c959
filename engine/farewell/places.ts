/** Where people will find the person: what they answered, as places; and what a code says of one. */
import type { FarewellPlace } from '../../shared/farewell/index.ts';

const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const site = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u;

/** The answer to “Where will people find you?” taken apart: by commas, semicolons and lines; `Name: address` where a name stands before it. */
export function placesOf(answer: string | null): FarewellPlace[] {
  return (answer ?? '')
    .split(/[,;\n]+/)
    .map((part) => part.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim())
    .filter((part) => part !== '')
    .slice(0, 5)
    .map(placeOf);
}

/** `Newsletter: https://…`: a name before the first colon that a space follows. */
export function placeOf(said: string): FarewellPlace {
  const [, name, address] = /^([^:]{1,80}?)\s*:\s+(\S.*)$/u.exec(said.trim()) ?? [];
  return name === undefined || address === undefined ? { name: '', address: said.trim() } : { name, address };
}

/** What the code holds. Only an address that is one is made to open something: from a handle none is guessed. */
export function codeOf({ address }: FarewellPlace): { content: string; opens: 'web' | 'mail' | 'text' } {
  if (/^https?:\/\/\S+$/iu.test(address)) return { content: address, opens: 'web' };
  if (mail.test(address) && !address.startsWith('@')) return { content: `mailto:${address}`, opens: 'mail' };
  if (site.test(address)) return { content: `https://${address}`, opens: 'web' };
  return { content: address, opens: 'text' };
}

/** A place inside a sentence: its address; a handle with the network it is on. */
export function placeInline(place: FarewellPlace): string {
  const { name, address } = place;
  return codeOf(place).opens !== 'text' || says(address, name) ? address : `${address} (${name})`;
}

const says = (address: string, name: string): boolean => name === '' || address.toLowerCase().includes(name.toLowerCase());

/** A place on a line of its own. A handle is told with the network it is on, an address with its name only where that says more. */
export function placeLine({ name, address }: FarewellPlace, language: 'en' | 'fr'): string {
  if (says(address, name)) return address;
  return `${name}${language === 'fr' ? '\u202f' : ''}: ${address}`;
}
