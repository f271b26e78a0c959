const plain = /^[\x20-\x7e]*$/;
const marks = /\p{M}/gu;

/** Text without case and accents, for sorting and finding names; search has its own way of the same. */
export function fold(text: string): string {
  return plain.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(marks, '').toLowerCase();
}
