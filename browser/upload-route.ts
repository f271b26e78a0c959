/** `PUT /upload?name=…`: the body goes to the engine as it comes, no faster than the engine takes it; nothing of it is held here or written in plain. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { uploadNameLimit } from '../shared/loopback.ts';
import type { EngineLink, UploadOutcome } from './engine-link.ts';
import type { Sessions } from './sessions.ts';

/** How much of a body the engine does not want is read and thrown away, so that the browser hears why: it does not listen while it sends. */
const unwantedLimit = 256 * 1024 * 1024;

export async function answerUpload(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  engine: EngineLink,
): Promise<void> {
  if (!sessions.admits(request.headers.cookie)) return end(response, 401);
  if (request.method !== 'PUT') return end(response, 405, { Allow: 'PUT' });
  const name = nameIn(request.url ?? '');
  if (name === null) return end(response, 400);
  try {
    const outcome = await engine.upload(name, bodyOf(request));
    if (outcome.outcome !== 'received') await discard(request);
    tell(response, outcome);
  } catch {
    // Broken off by the page, or stalled: nobody listens any more, and the engine has been told.
    request.destroy();
  }
}

/** The chunks of a body. Leaving the loop early leaves the rest unread, not the connection closed. */
function bodyOf(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false });
}

/** The last part of a file's name; null where there is none that could be one. The engine only ever shows it. */
function nameIn(url: string): string | null {
  const asked = new URL(url, 'http://door').searchParams;
  const names = asked.getAll('name');
  const name = names[0];
  if (names.length !== 1 || name === undefined || asked.size !== 1) return null;
  return name.length > 0 && name.length <= uploadNameLimit && !name.includes('\0') ? name : null;
}

async function discard(request: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of bodyOf(request)) {
    bytes += chunk.length;
    if (bytes > unwantedLimit) return;
  }
}

function tell(response: ServerResponse, outcome: UploadOutcome): void {
  switch (outcome.outcome) {
    case 'received':
      return json(response, 200, outcome.file);
    case 'refused':
      return json(response, 422, { code: outcome.code, detail: outcome.detail });
    case 'failed':
      return end(response, 500);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, Connection: 'close', 'Content-Length': 0 });
  response.end();
}
