/** A name as it is compared with what somebody types. */
export const typedName = (text: string): string => text.normalize('NFC').trim().replace(/^@/, '').toLowerCase();
