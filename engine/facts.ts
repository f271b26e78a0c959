/**
 * The facts of the networks, read when they are needed. Facts are data: a newer file for a network can be put beside the archives (`facts/<id>.json` in the home), and is
 * used in place of the shipped one, which stays as it is.
 */
import { readFile } from 'node:fs/promises';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../shared/errors.ts';
import type { FactsSummary } from '../shared/departures/preview.ts';
import { facts as factsOf, NetworkFacts } from '../shared/facts/index.ts';
import type { Network } from './intake/toolkit/network.ts';
import { alone } from './vault/hold.ts';
import { writeWhole } from './write-whole.ts';

export class FactsShelf {
  readonly #networks: readonly Network[];
  readonly #home: string;
  readonly #folder: string;
  readonly #read = new Map<string, NetworkFacts>();

  constructor(networks: readonly Network[], home: string) {
    this.#networks = networks;
    this.#home = home;
    this.#folder = join(home, 'facts');
  }

  /** The newest there are; the network is called as everywhere in Adieu, whatever they call it. Throws `Refusal('unknown-network')`. */
  async of(id: string): Promise<NetworkFacts> {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const shipped = await this.shipped(id);
    const newer = this.#added(id);
    const newest = newer !== null && newer.researchedOn > shipped.researchedOn ? newer : shipped;
    const facts = { ...newest, name: this.#networks.find((one) => one.id === id)?.name ?? newest.name };
    this.#read.set(id, facts);
    return facts;
  }

  /** How much is known of each network that has facts. */
  async list(): Promise<FactsSummary[]> {
    const found: FactsSummary[] = [];
    for (const { id, facts: file } of this.#networks) {
      if (file === null) continue;
      const facts = await this.of(id);
      const all = [...factsOf(facts)];
      const known = all.filter(({ fact }) => fact.value !== null).length;
      found.push({ network: id, known, of: all.length, researchedOn: facts.researchedOn });
    }
    return found;
  }

  /**
   * The facts of a network, and how it is called: by the name the person typed, where Adieu does not know it by itself.
   * Throws `Refusal('unknown-network' | 'unnamed-network')`.
   */
  async named(id: string, name: string | undefined): Promise<{ facts: NetworkFacts; name: string | undefined }> {
    const facts = await this.of(id);
    if (this.#networks.find((one) => one.id === id)?.general !== true) return { facts, name: undefined };
    if (name === undefined) throw new Refusal('unnamed-network');
    return { facts, name };
  }

  /** Those that came with this version of Adieu. */
  async shipped(id: string): Promise<NetworkFacts> {
    const network = this.#networks.find((one) => one.id === id);
    if (network?.facts == null) throw new Refusal('unknown-network', { network: id });
    return NetworkFacts.parse(JSON.parse(await readFile(network.facts, 'utf8')));
  }

  /**
   * Puts a file of facts on the shelf, if it keeps to the schema, is about a network Adieu knows and is newer than what is there.
   * Throws `Refusal('not-facts' | 'unknown-network' | 'older-facts' | 'in-use')`.
   */
  async add(text: string): Promise<NetworkFacts> {
    const facts = parsed(text);
    const present = await this.of(facts.id);
    alone(this.#home, 'facts', () => {
      // Another copy of Adieu may have put some there since.
      const have =
        [present, this.#added(facts.id)]
          .map((one) => one?.researchedOn ?? '')
          .toSorted()
          .at(-1) ?? '';
      if (facts.researchedOn <= have) throw new Refusal('older-facts', { have, given: facts.researchedOn });
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeWhole(join(this.#folder, `${facts.id}.json`), text);
    });
    this.#read.delete(facts.id);
    return facts;
  }

  /** Null where there is none, and where what lies there is no file of facts any more: the shipped ones hold then. */
  #added(id: string): NetworkFacts | null {
    const file = join(this.#folder, `${id}.json`);
    if (!existsSync(file)) return null;
    const { data } = NetworkFacts.safeParse(safeJson(readFileSync(file, 'utf8')));
    return data?.id === id ? data : null;
  }
}

function parsed(text: string): NetworkFacts {
  const { data, error } = NetworkFacts.safeParse(safeJson(text));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw new Refusal('not-facts', { reason: issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}` });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
