/** The door's command line: `serve.ts [--home DIR] [--port N] [--no-open] [--stay]`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultHome } from '../engine/home.ts';
import { Refusal } from '../shared/errors.ts';

export interface ServeOptions {
  readonly home: string;
  /** 0: any free one. */
  readonly port: number;
  /** Open a window, or only print the address. */
  readonly open: boolean;
  /** Go on after the last window has closed. */
  readonly stay: boolean;
}

/** Throws `Refusal('bad-input')`. */
export function readOptions(argv: readonly string[]): ServeOptions {
  try {
    const { values } = parseArgs({
      args: [...argv],
      allowNegative: true,
      options: {
        home: { type: 'string', default: process.env['ADIEU_HOME'] ?? defaultHome() },
        port: { type: 'string', default: '0' },
        open: { type: 'boolean', default: true },
        stay: { type: 'boolean', default: false },
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) throw new Error('--port wants a number up to 65535');
    return { home: resolve(values.home), port: Number(values.port), open: values.open, stay: values.stay };
  } catch (error) {
    throw new Refusal('bad-input', { reason: error instanceof Error ? error.message : '' }, { cause: error });
  }
}
