/** Kinds of file whose content becomes records; pictures and videos stay in the original. */
const texts = /\.(?:json|jsonl|js|txt|csv|tsv|html?|xml|md|ics|vcf)$/i;
/** An archive with nothing in it, and the journal while it is written. */
const least = 8 << 20;

/**
 * Room an import may need on the disk, in bytes: the original once more where it is copied into the vault, and the records with their words and
 * indexes: measured at half to one times the text of an export.
 */
export function roomNeeded(files: Iterable<{ path: string; bytes: number }>, outsideBytes: number): number {
  let text = 0;
  for (const { path, bytes } of files) if (texts.test(path)) text += bytes;
  return Math.ceil(outsideBytes * 1.01) + text + least;
}
