/** As much of DER (X.690) as a certificate needs. */
const length = (size: number): number[] => (size < 128 ? [size] : [0x82, size >> 8, size & 255]);
export const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.from([tag, ...length(content.length), ...content]);
};
export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts);
export const integer = (value: Uint8Array): Buffer => tagged(0x02, value);
export const octets = (content: Uint8Array): Buffer => tagged(0x04, content);
export const bits = (content: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), content);
export const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value));
export const truth = Buffer.from([0x01, 0x01, 0xff]);
export const time = (date: Date): Buffer => tagged(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));

/** Of arcs below 16 384. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = rest.flatMap((arc) => (arc < 128 ? [arc] : [(arc >> 7) | 128, arc & 127]));
  return tagged(0x06, Buffer.from([first * 40 + second, ...arcs]));
}
