/**
 * A network of the tests' own: `account.tiny` names the account, every other `*.tiny` holds a draft a line. Some lines are orders: to break, to fill the
 * memory, to find the file damaged, to wait.
 */
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  DamagedFile,
  type Draft,
  type ExportFile,
  type Network,
  type Out,
  type Plan,
} from '../../engine/intake/toolkit/index.ts';
import { parseExact } from '../../engine/intake/toolkit/json.ts';

interface Order {
  readonly order?: 'break' | 'fill' | 'damage' | 'refuse' | 'warn' | 'wait';
  /** Of `wait`: as long as this file is there. */
  readonly gate?: string;
}

async function* linesOf(file: ExportFile): AsyncGenerator<string> {
  const parts: Buffer[] = [];
  for await (const part of file.open()) parts.push(part);
  yield* Buffer.concat(parts).toString('utf8').split('\n');
}

async function read(file: ExportFile, out: Out): Promise<void> {
  let n = 0;
  for await (const line of linesOf(file)) {
    n++;
    if (line === '') continue;
    const draft = parseExact(line) as Draft & Order;
    if (draft.order === 'break') throw new TypeError('a bug in a reader');
    if (draft.order === 'damage') throw new DamagedFile('bad-structure');
    if (draft.order === 'fill') for (const held: unknown[] = []; ;) held.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
    if (draft.order === 'wait') {
      // Breathing, so that it can be stopped there.
      for (const gate = draft.gate ?? ''; existsSync(gate); await setTimeout(5)) await out.breathe();
      continue;
    }
    if (draft.order === 'refuse') out.refuse('post', `line ${n}`, 'no-identity');
    else if (draft.order === 'warn') out.warn('section-unknown', `line ${n}`);
    else out.record({ ...draft, locator: `line ${n}` });
    if (n % 100 === 0) await out.breathe();
  }
}

function network(id: string): Network {
  const suffix = `.${id}`;
  return {
    id,
    name: id,
    facts: null,
    reader: {
      recognise: (look) =>
        Promise.resolve(
          look.files.some(({ path }) => path.endsWith(suffix)) ? { fit: 0.95, layout: 'lines', language: null } : null,
        ),
      async plan(look): Promise<Plan> {
        const named = look.files.find(({ path }) => path.endsWith(`account${suffix}`));
        const account = { handle: null, networkId: null, name: null };
        if (named !== undefined) Object.assign(account, JSON.parse(await look.head(named)));
        return {
          account,
          steps: look.files
            .filter((file) => file !== named && file.path.endsWith(suffix))
            .flatMap((file) =>
              // Files called `twice` are read in two steps.
              Array.from({ length: file.path.includes('twice') ? 2 : 1 }, (_, step) => ({
                file,
                by: `${id}/${step}`,
                read: (out: Out) => read(file, step === 0 ? out : secondTime(out)),
              })),
            ),
        };
      },
    },
  };
}

function secondTime(out: Out): Out {
  return { ...out, record: (draft) => out.record({ ...draft, key: `again ${draft.key}` }) };
}

export const networks: readonly Network[] = [network('tiny'), network('other')];
