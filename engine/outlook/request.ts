/**
 * One request, to one address that was checked. It carries no cookie, no credentials, no referrer; nothing of its answer is kept for the next.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { publicLookup, type Resolve } from './addresses.ts';
import { Failed } from './failed.ts';
import { bareHost } from './hosts.ts';
import type { Limits } from './limits.ts';

/** Another way to the hosts, for tests alone: no contract, option, file or variable leads here. */
export interface Dial {
  /** PEM of the authority that is believed instead of the system's. */
  readonly ca: string;
  /** Null where the ordinary way is taken, with all its checks. */
  to(host: string): { readonly address: string; readonly port: number } | null;
  /** In the place of the system's look-up. */
  readonly resolve?: Resolve;
}

/** The variables of the environment that name a proxy. */
export type ProxyVariables = Readonly<Partial<Record<string, string>>>;

export interface Way {
  readonly limits: Limits;
  readonly env: ProxyVariables;
  readonly dial: Dial | null;
}

/** The answer's head; its body is still to be read, or to be destroyed. `signal` ends both. */
export function ask(url: URL, { limits, env, dial }: Way, signal: AbortSignal): Promise<IncomingMessage> {
  const host = bareHost(url);
  const dialled = dial?.to(host) ?? null;
  if (dialled === null) refuseUnknownProxy(env);
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request({
      host: dialled?.address ?? host,
      port: dialled?.port ?? 443,
      servername: /[:]|^[\d.]+$/.test(host) ? '' : host.replace(/\.$/, ''),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: {
        Host: url.host,
        'User-Agent': 'Adieu',
        Accept: 'text/html, application/json;q=0.9, */*;q=0.8',
        // Texts in the facts are English.
        'Accept-Language': 'en',
        'Accept-Encoding': 'gzip, deflate, br',
        Connection: 'close',
      },
      agent: new Agent({ keepAlive: false, maxCachedSessions: 0, ...(dialled === null ? { proxyEnv: { ...env } } : {}) }),
      lookup: publicLookup(dial?.resolve),
      // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
      rejectUnauthorized: true,
      maxHeaderSize: limits.header,
      insecureHTTPParser: false,
      timeout: limits.idle,
      signal,
      ...(dial === null ? {} : { ca: dial.ca }),
    });
    asked.on('error', reject);
    // Neither is an error to Node, and neither is an answer.
    asked.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(new Failed('not-http'));
    });
    asked.on('close', () => reject(new Failed('reset')));
    asked.on('timeout', () => asked.destroy(new Failed('too-slow')));
    asked.on('response', (message) => {
      // Told to whoever reads it then; where nobody does, it is no bug.
      message.on('error', () => {});
      asked.prependListener('timeout', () => message.destroy(new Failed('too-slow')));
      resolve(message);
    });
    asked.end();
  });
}

/** Node goes straight to the host where it does not speak the proxy's kind (SOCKS): somebody who has set one does not want that. */
function refuseUnknownProxy(env: ProxyVariables): void {
  const proxy = env['https_proxy'] || env['HTTPS_PROXY'];
  if (!proxy) return;
  if (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol)) throw new Failed('proxy');
}
