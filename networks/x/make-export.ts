/** Makes small exports as X would write them, for tests: nothing in them is anyone's. */
import { Buffer } from 'node:buffer';

export interface MadeFile {
  readonly path: string;
  readonly content: Buffer;
}

/** A script as X writes it: the name with underscores, two blanks a level and ` : `. */
export function script(name: string, rows: unknown, options: { part?: number; path?: string } = {}): MadeFile {
  const part = options.part ?? 0;
  const path = options.path ?? `data/${name}${part > 0 ? `-part${part}` : ''}.js`;
  return text(path, `window.YTD.${name.replaceAll('-', '_')}.part${part} = ${written(rows)}`);
}

export function text(path: string, content: string): MadeFile {
  return { path, content: Buffer.from(content) };
}

function written(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/^( *"(?:[^"\\]|\\.)*"): /gm, '$1 : ');
}

export const me = { networkId: '1', handle: 'someone', name: 'Some One' };

export function account(): MadeFile {
  return script('account', [
    {
      account: {
        email: 'someone@example.org',
        createdVia: 'web',
        username: me.handle,
        accountId: me.networkId,
        createdAt: '2010-01-02T03:04:05.678Z',
        accountDisplayName: me.name,
      },
    },
  ]);
}

export function post(
  id: string,
  fullText: string,
  more: Readonly<Record<string, unknown>> = {},
): { tweet: Record<string, unknown> } {
  return {
    tweet: {
      id_str: id,
      id,
      created_at: 'Sat Aug 12 16:10:37 +0000 2023',
      full_text: fullText,
      favorite_count: '3',
      retweet_count: '1',
      entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
      lang: 'en',
      ...more,
    },
  };
}

/** A link as it stands in `entities.urls`, its indices counted in code points. */
export function link(inText: string, url: string, expanded: string): Record<string, unknown> {
  const from = Array.from(inText.slice(0, inText.indexOf(url))).length;
  return { url, expanded_url: expanded, display_url: expanded.slice(8), indices: [String(from), String(from + url.length)] };
}

export function person(wrapper: string, id: string): Record<string, unknown> {
  return { [wrapper]: { accountId: id, userLink: `https://twitter.com/intent/user?user_id=${id}` } };
}

export function message(id: string, from: string, words: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    messageCreate: {
      id,
      senderId: from,
      recipientId: from === '1' ? '2' : '1',
      text: words,
      createdAt: '2020-01-20T21:42:09.068Z',
      mediaUrls: [],
      urls: [],
      reactions: [],
      ...more,
    },
  };
}

export function conversation(id: string, messages: readonly unknown[]): { dmConversation: Record<string, unknown> } {
  return { dmConversation: { conversationId: id, messages } };
}

export function manifest(
  files: readonly { fileName: string; count?: string }[],
  info: Readonly<Record<string, unknown>> = {},
  user: Readonly<Record<string, unknown>> = { accountId: me.networkId, userName: me.handle, displayName: me.name },
): MadeFile {
  const archiveInfo = { sizeBytes: '1', generationDate: '2023-09-01T00:00:00.000Z', isPartialArchive: false, ...info };
  const config = { userInfo: user, archiveInfo, dataTypes: { all: { files } } };
  return text('data/manifest.js', `window.__THAR_CONFIG = ${written(config)}`);
}

/** The same files under another folder. */
export function below(folder: string, files: readonly MadeFile[]): MadeFile[] {
  return files.map(({ path, content }) => ({ path: folder + path, content }));
}
