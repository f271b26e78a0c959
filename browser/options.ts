/** The door's command line: `serve.ts [--home DIR] [--port N] [--now INSTANT] [--no-open] [--stay]`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { clockAt } from '../engine/clock.ts';
import { Refusal } from '../shared/errors.ts';

export interface ServeOptions {
  /** Undefined: where the person keeps it (`engine/place/find.ts`). */
  readonly home: string | undefined;
  /** 0: any free one. */
  readonly port: number;
  /** What the engine takes for the present moment, where it is not the present. */
  readonly now: string | undefined;
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
        home: { type: 'string', default: process.env['ADIEU_HOME'] ?? '' },
        port: { type: 'string', default: '0' },
        now: { type: 'string', ...(process.env['ADIEU_NOW'] ? { default: process.env['ADIEU_NOW'] } : {}) },
        open: { type: 'boolean', default: true },
        stay: { type: 'boolean', default: false },
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) throw new Error('--port wants a number up to 65535');
    clockAt(values.now);
    const home = values.home === '' ? undefined : resolve(values.home);
    return { home, port: Number(values.port), now: values.now, open: values.open, stay: values.stay };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('bad-input', { reason: error instanceof Error ? error.message : '' }, { cause: error });
  }
}
