/** A network Adieu has no folder for: the person names it, and the name is what is shown wherever the departure is. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Answers } from '../../shared/departures/index.ts';
import { folder, importPaths, running } from './harness.ts';

const answers = Answers.parse({});
const zone = 'Europe/Paris';
const begin = { network: 'other', handle: '@exemple', answers, zone };

it('shows the typed name in the departure, its calendar and its receipt, and asks for one', async () => {
  const { client } = await running();
  await expect(client.departures.begin(begin)).rejects.toMatchObject({ data: { code: 'unnamed-network' } });
  await expect(client.departures.preview(begin)).rejects.toMatchObject({ data: { code: 'unnamed-network' } });

  const name = 'Le Clocher';
  expect(await client.departures.preview({ ...begin, name })).toMatchObject({ networkName: name, known: 0, lost: [] });
  const { id, networkName, tasks } = await client.departures.begin({ ...begin, name });
  expect(networkName).toBe(name);
  expect(tasks.find((task) => task.id === 'close.ask')?.state).toBe('open');
  expect((await client.departures.list()).map((one) => one.networkName)).toEqual([name]);

  await client.departures.say({ departure: id, say: { type: 'requested' } });
  await client.departures.say({ departure: id, say: { type: 'ready', expires: '2099-01-01T00:00:00Z' } });
  const { ics } = await client.departures.calendar({ departure: null, language: 'fr' });
  expect(ics).toContain(`${name} @exemple`);
  const { html } = await client.departures.receipt({ departure: id, language: 'fr' });
  expect(html).toContain(name);
  expect(html).not.toContain('Another network');
});

it('takes what such a network gave into an archive that keeps it as it is', async () => {
  const run = await running();
  const { client } = run;
  const { id } = await client.departures.begin({ ...begin, name: 'Le Clocher' });
  const file = join(await folder(), 'export.txt');
  await writeFile(file, 'We took the night train.');
  await importPaths(run, [file], { network: 'other' });
  const [archive] = await client.archives.list();
  const { stages, archives } = await client.departures.say({
    departure: id,
    say: { type: 'collected', archive: archive?.id ?? '' },
  });
  expect(archives).toEqual([archive?.id]);
  expect(stages.find((stage) => stage.id === 'collect')?.open).toBeLessThan(2);
  // From then on the archive is called as the person calls the network.
  expect((await client.archives.list()).map(({ networkName }) => networkName)).toEqual(['Le Clocher']);
});

it('keeps two such networks apart, where the account is called the same', async () => {
  const { client } = await running();
  await client.departures.begin({ ...begin, name: 'Le Clocher' });
  await client.departures.begin({ ...begin, name: 'La Place' });
  await expect(client.departures.begin({ ...begin, name: ' le clocher ' })).rejects.toMatchObject({
    data: { code: 'departure-exists' },
  });
  expect(await client.departures.list()).toHaveLength(2);
});

it('lists how much is known of each network, and gives a known network no other name', async () => {
  const { client } = await running();
  const [about, list] = [await client.about(), await client.facts.list()];
  expect(list.map(({ network }) => network)).toEqual(about.networks.map(({ id }) => id));
  expect(list.find(({ network }) => network === 'tiktok')?.known).toBeGreaterThan(40);
  expect(list.find(({ network }) => network === 'other')?.known).toBe(0);
  const { networkName } = await client.departures.begin({ ...begin, network: 'x', name: 'Twitter' });
  expect(networkName).toBe('X');
});
