/** One probe: asked, followed where it leads, judged by its signals. Whatever happens outside ends in an answer; only a stop by the person is thrown. */
import type { IncomingMessage } from 'node:http';
import type { Probe } from '../../shared/facts/index.ts';
import type { LookAnswer } from '../../shared/outlook.ts';
import { readBody } from './body.ts';
import { Failed, failureOf } from './failed.ts';
import { fill, type NamesOfAccount } from './fill.ts';
import { notAskable } from './hosts.ts';
import { ask, type Way } from './request.ts';
import { whatItSays, type Said } from './signals.ts';

interface Course {
  readonly led: URL[];
  status: number | null;
}

/** Throws the reason of `stop` once that is aborted. */
export async function askProbe(probe: Probe, account: NamesOfAccount, way: Way, stop?: AbortSignal): Promise<LookAnswer> {
  const begun = performance.now();
  const course: Course = { led: [], status: null };
  const url = fill(probe.address, account);
  const given = (said: Said, failed: LookAnswer['failed'] = null): LookAnswer => ({
    probe: probe.id,
    weight: probe.weight,
    address: typeof url === 'string' ? null : told(url),
    status: course.status,
    ...(said === null || said === 'blocked' ? { says: null, signal: null } : said),
    failed: said === 'blocked' ? 'blocked' : failed,
    redirects: course.led.map(told),
    milliseconds: Math.round(performance.now() - begun),
  });
  if (typeof url === 'string') return given(null, url);

  const late = AbortSignal.timeout(way.limits.total);
  try {
    return given(await follow(probe, url, course, way, AbortSignal.any(stop ? [late, stop] : [late])));
  } catch (error) {
    stop?.throwIfAborted();
    return given(null, late.aborted ? 'timeout' : failureOf(error));
  }
}

async function follow(probe: Probe, first: URL, course: Course, way: Way, signal: AbortSignal): Promise<Said> {
  for (let url = first; ;) {
    const message = await ask(url, way, signal);
    const status = message.statusCode ?? 0;
    course.status = status;
    const next = leadsOn(message, url);
    if (next === null) {
      const body = await readBody(message, way.limits.body).finally(() => message.destroy());
      return whatItSays(probe, { status, url, led: course.led, body });
    }
    message.destroy();
    course.led.push(next);
    const refused = notAskable(next);
    if (refused !== null) throw new Failed(refused);
    const said = whatItSays(probe, { status, url, led: [next], body: null });
    if (said !== null && said !== 'blocked') return said;
    if (course.led.length > way.limits.redirects) throw new Failed('too-many-redirects');
    url = next;
  }
}

/** Where a redirect leads, without the credentials an address can hold; null where the answer is none. */
function leadsOn({ statusCode, headers: { location } }: IncomingMessage, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode ?? 0) || location === undefined) return null;
  if (!URL.canParse(location, from.href)) throw new Failed('bad-address');
  const url = new URL(location, from.href);
  url.username = url.password = url.hash = '';
  return url;
}

/** As much of an address as is kept. */
function told({ href }: URL): string {
  return href.slice(0, 2000);
}
