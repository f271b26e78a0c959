/** Pictures, sounds and a video, made here: real ones, which a browser draws and plays, and some that only say they are. */
import { Buffer } from 'node:buffer';
import { createCanvas } from '@napi-rs/canvas';

/** A picture of its own for every seed. */
export function picture(seed: number, type: 'jpeg' | 'png' | 'webp' | 'avif' = 'jpeg', width = 480, height = 360): Buffer {
  const canvas = createCanvas(width, height);
  const draw = canvas.getContext('2d');
  draw.fillStyle = `hsl(${(seed * 67) % 360} 45% 62%)`;
  draw.fillRect(0, 0, width, height);
  draw.fillStyle = `hsl(${(seed * 67 + 40) % 360} 50% 42%)`;
  draw.beginPath();
  draw.arc((width * (2 + (seed % 5))) / 8, height / 2, height / 4, 0, 7);
  draw.fill();
  draw.fillRect(0, (height * 3) / 4, width, height / 4);
  if (type === 'jpeg' || type === 'webp') return Buffer.from(canvas.encodeSync(type, 80));
  return Buffer.from(type === 'png' ? canvas.encodeSync('png') : canvas.encodeSync('avif'));
}

/** The smallest GIF: one pixel. */
export const dot = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** A second of a tone. */
export function tone(hertz: number): Buffer {
  const rate = 8000;
  const samples = Buffer.alloc(rate, 0);
  for (let i = 0; i < rate; i++) samples[i] = 128 + Math.round(60 * Math.sin((2 * Math.PI * hertz * i) / rate));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(rate, 40);
  return Buffer.concat([head, samples]);
}

/** Half a second of colours, 64 by 48, recorded by a browser (WebM, VP8): it can be played. */
export const film = Buffer.from(
  [
    'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAALMEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCArrsrg',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRD+uDFTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFhyn9Cy54QH2DgQFV7oEBhoVW',
    'X1ZQOOCdsIFAuoEwU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAdrngQCg4aGygQAAANACAJ0BKkAAMAAHBwiFhYiZhIglggJ08ma6NHm/FnfA/uC5CMNGv4oea3sHTAB1oaqmqO6BAa',
    'WjsAIAnQEqQAAwAAqHCIWFiJmEiDgCAAaOT8zHm/FYAP7rrgCgxaGkgQBkABECABwRPAAYABpP9AwAEQwFU4D+4CV9feUOxMdZO8QAdaGZppfugQGlktEBACoRwAAYABhYL/QACIwAAPuBAKDIoaeB',
    'AMgAUQIAHBD0ABgHYBA3YeaZgCPqr/wA/uN3foUbKJin5r4gW4B1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA+4FkoMihp4EBLAARAgAcEOAAGAAaT/QMABEMBVOA/uN3YpDkWOQE/3NjnFshgH',
    'WhmaaX7oEBpZLRAQAqEcAAGAAYWC/0AAiMAAD7gcigy6GpgQGQAFECABwQvAAYDNDLINuUcBIV0V72AP5TH+LYpDcz/dF9qKnB7AB1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA+4IBLKDKoaiB',
    'AfUAMQIAHBCcABgAHlf0DAA9CbjwRAD+7qY//43jwK8l2VE1SEgAdaGZppfugQGlktEBACoRkAAYABhYL/QACIwAAPuCAZAcU7trjbuLs4EAt4b3gQHxgdQ=',
  ].join(''),
  'base64',
);

/** What begins as a video of its kind does; nothing plays it. */
export function videoHead(brand = 'isom', length = 4000): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32BE(24, 0);
  head.write('ftyp', 4);
  head.write(brand, 8);
  head.write('isommp42', 16);
  return Buffer.concat([head, Buffer.alloc(length, brand)]);
}

/** Half of a picture, which ends in the middle. */
export const halfOf = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2));

export const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.hurt=1"><rect width="9" height="9"/></svg>',
);
export const html = Buffer.from('<!doctype html><script>globalThis.hurt=1</script>');
