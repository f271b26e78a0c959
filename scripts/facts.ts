/** `npm run facts`: what is known of leaving each network, how surely, and how old that knowledge is. `--json` for scripts. */
import { readFile } from 'node:fs/promises';
import { networks } from '../networks/index.ts';
import { facts as factsOf, NetworkFacts, statements, type Confidence } from '../shared/facts/index.ts';

const day = 86_400_000;

interface Row {
  readonly network: string;
  readonly known: number;
  readonly of: number;
  readonly official: number;
  readonly secondary: number;
  readonly unsure: number;
  readonly undated: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly rules: number;
  readonly traps: number;
  readonly probes: number;
  /** Days since the facts were put together. */
  readonly age: number;
}

async function row(url: URL): Promise<Row> {
  const facts = NetworkFacts.parse(JSON.parse(await readFile(url, 'utf8')));
  const all = [...factsOf(facts)];
  const known = [...statements(facts)]
    .filter(({ path }) => !/^(?:rules|traps|probes|controllers)\./.test(path))
    .map(({ statement }) => statement);
  const dates = known.flatMap(({ date }) => date ?? []).toSorted();
  const count = (of: Confidence): number => known.filter(({ confidence }) => confidence === of).length;
  return {
    network: facts.id,
    known: known.length,
    of: all.length,
    official: count('official'),
    secondary: count('secondary'),
    unsure: count('unsure'),
    undated: known.length - dates.length,
    oldest: dates[0] ?? null,
    newest: dates.at(-1) ?? null,
    rules: facts.rules.length,
    traps: facts.traps.length,
    probes: facts.probes.length,
    age: Math.floor((Date.now() - Date.parse(facts.researchedOn)) / day),
  };
}

const rows = await Promise.all(networks.flatMap(({ facts, general }) => (facts === null || general === true ? [] : row(facts))));
if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
else {
  console.table(rows);
  const [known, of] = [rows.reduce((sum, one) => sum + one.known, 0), rows.reduce((sum, one) => sum + one.of, 0)];
  console.log(`${rows.length} networks, ${known} of ${of} facts known (${Math.round((100 * known) / of)} %)`);
}
