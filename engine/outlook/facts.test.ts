/** Every probe in the facts of every network, against a server that answers as its signals say, and as a wall does. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { Probe, type Condition } from '../../shared/facts/index.ts';
import { Look } from '../../shared/outlook.ts';
import { setStage, type Stage } from '../../tests/outside/stage.ts';
import { look } from './index.ts';

// On a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const networks = join(import.meta.dirname, '../../networks');
const WithProbes = z.object({ probes: z.array(Probe) });
/** Of every kind of condition one, also where the facts have none. */
const examples: Probe[] = [
  {
    id: 'example-texts',
    address: 'https://www.example.com/{username}',
    signals: [
      { when: { status: [200], includes: ['@name', 'followers'] }, says: 'present' },
      { when: { status: [200], includes: ['nobody of that name'], lacks: ['@name'] }, says: 'gone' },
    ],
    weight: 'clear',
    note: null,
    confidence: 'unsure',
    date: null,
    sources: ['none'],
  },
  {
    id: 'example-status',
    address: 'https://{server}/api/{id}?of={handle}',
    signals: [
      { when: { status: [200, 206], lacks: ['error'] }, says: 'present' },
      { when: { status: [404, 410] }, says: 'gone' },
      { when: { redirectsTo: '/gone' }, says: 'gone' },
      { when: { status: [301], redirectsTo: 'https://www.example.com/nobody' }, says: 'gone' },
    ],
    weight: 'hint',
    note: null,
    confidence: 'unsure',
    date: null,
    sources: ['none'],
  },
];

const probes = readdirSync(networks, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const facts: unknown = JSON.parse(readFileSync(join(networks, name, 'facts.json'), 'utf8'));
    return WithProbes.parse(facts).probes.map((probe) => ({ name: `${name}: ${probe.id}`, probe }));
  })
  .concat(examples.map((probe) => ({ name: probe.id, probe })));

/** As the network's own, valid on each of them. */
const account = { username: 'solene.valcroix', handle: 'solene.bsky.social', id: '7123456789', server: 'mastodon.social' };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

async function looked(probe: Probe): Promise<Look> {
  const dial = { ca: stage.authority.certificate, to: () => ({ address: '127.0.0.1', port: stage.port }) };
  return Look.parse(await look({ probes: [probe], account, inGrace: false, now: () => new Date(), env: {}, dial }));
}

/** The least that fits. */
function answer({ status, includes = [], redirectsTo }: Condition, response: ServerResponse): void {
  const leads = status?.find((code) => code >= 300 && code < 400) ?? 302;
  if (redirectsTo !== undefined) response.writeHead(leads, { Location: redirectsTo }).end();
  else
    response
      .writeHead(status?.[0] ?? 200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><p>${includes.join('</p><p>')}</p>`);
}

const walls = {
  'to log in':
    '<!doctype html><title>Welcome</title><form method="post"><input name="email"><input type="password" name="pass"></form>',
  'to prove to be human': '<!doctype html><title>Just a moment...</title><div class="cf-turnstile"></div>',
};

describe.each(probes)('$name', ({ probe }) => {
  test.each(probe.signals.map((signal) => ({ ...signal, short: JSON.stringify(signal.when) })))(
    'says $says where it is answered $short',
    async ({ when, says }) => {
      let first = true;
      stage.answer = (_, response) => {
        if (first || when.redirectsTo === undefined) answer(when, response);
        else answer({ status: [when.status?.find((code) => code < 300) ?? 200], includes: when.includes ?? [] }, response);
        first = false;
      };
      const { verdict, because, answers } = await looked(probe);
      expect(answers).toMatchObject([{ says, failed: null, status: expect.any(Number) as number }]);
      expect({ verdict, because }).toEqual(
        probe.weight === 'clear' ? { verdict: says, because: 'agrees' } : { verdict: 'unsure', because: 'only-hints' },
      );
    },
  );

  test.each(Object.entries(walls))('says nothing before a page %s', async (_, text) => {
    stage.answer = (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(text);
    expect(await looked(probe)).toMatchObject({ verdict: 'unsure', answers: [{ says: null }] });
  });

  test.each([403, 429, 503])('says nothing before a refusal with status %i', async (status) => {
    const texts = probe.signals.flatMap(({ when }) => when.includes ?? []).join(' ');
    stage.answer = (_, response) => response.writeHead(status).end(texts);
    expect(await looked(probe)).toMatchObject({ verdict: 'unsure', because: 'blocked', answers: [{ says: null }] });
  });

  test('says nothing where nobody answers', async () => {
    stage.answer = (_, response) => response.destroy();
    expect(await looked(probe)).toMatchObject({ verdict: 'unsure', because: 'no-answer', answers: [{ failed: 'reset' }] });
  });
});
