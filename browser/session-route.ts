/** `/session`: a one-time token becomes a cookie (`POST`); a page that is loaded again asks whether it still has one (`GET`). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SessionAsk } from '../shared/loopback.ts';
import type { Sessions } from './sessions.ts';

const bodyLimit = 1024;

export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  bodyTime: number,
): Promise<void> {
  if (request.method === 'GET') return end(response, sessions.admits(request.headers.cookie) ? 204 : 401);
  if (request.method !== 'POST') return end(response, 405, { Allow: 'GET, POST' });
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim();
  if (type !== 'application/json') return end(response, 415);

  const slow = setTimeout(() => request.destroy(), bodyTime);
  const body = await readBody(request).finally(() => clearTimeout(slow));
  if (body === 'broken') return;
  if (body === 'too-large') return end(response, 413);
  const ask = SessionAsk.safeParse(body.value);
  if (!ask.success) return end(response, 400);
  const cookie = sessions.exchange(ask.data.token);
  return cookie === null ? end(response, 401) : end(response, 204, { 'Set-Cookie': cookie });
}

async function readBody(request: IncomingMessage): Promise<{ readonly value: unknown } | 'too-large' | 'broken'> {
  let text = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) {
      text += String(chunk);
      if (text.length > bodyLimit) return 'too-large';
    }
  } catch {
    return 'broken';
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { value: undefined };
  }
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (status >= 400) response.setHeader('Connection', 'close');
  response.writeHead(status, headers).end();
}
