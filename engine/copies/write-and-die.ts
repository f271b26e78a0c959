/**
 * A process of its own for the tests: writes an open copy and, when told so, is killed in the middle of it.
 * Arguments: folder, `folder` or `zip`, size, and where to die: `record:N`, `bytes:N` or `never`.
 */
import process from 'node:process';
import { madeSource } from './made-source.ts';
import { writeCopy } from './write.ts';

const [into = '', form, size, death = 'never'] = process.argv.slice(2);
const [what, limit] = death.split(':');
const die = (): void => void process.kill(process.pid, 'SIGKILL');
let records = 0;
const report = await writeCopy(
  madeSource({
    followers: Number(size),
    onRecord: () => {
      if (what === 'record' && ++records > Number(limit)) die();
    },
  }),
  {
    into,
    name: 'copy',
    zip: form === 'zip',
    language: 'en',
    signal: new AbortController().signal,
    // A clock that runs: every step is told.
    now: (() => {
      let time = 0;
      return () => new Date((time += 300));
    })(),
    onProgress: ({ bytes }) => {
      if (what === 'bytes' && bytes > Number(limit)) die();
    },
  },
);
process.stdout.write(JSON.stringify(report));
