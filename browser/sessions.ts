/**
 * Who may talk to the door: a one-time token (256 bits, for some minutes) becomes a session, whose cookie is checked on everything but the app's own
 * files. Both live in memory only, as SHA-256 digests, and are compared in constant time.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Sessions {
  /** A new one-time token. An older one that was not used stays good until it expires. */
  mint(): string;
  /** True while a token waits to be used. */
  tokenWaits(): boolean;
  /** The `Set-Cookie` value of a new session, or null: no such token, used, or expired. */
  exchange(token: string): string | null;
  /** Whether a `Cookie` header belongs to a session. */
  admits(cookies: string | undefined): boolean;
  /** True once a token has been exchanged. */
  begun(): boolean;
}

export interface SessionsOptions {
  /** In the cookie's name, since cookies know no ports and several doors may stand on one machine. */
  readonly port: number;
  /** How long a token is good, in milliseconds. */
  readonly tokenLife: number;
  readonly now: () => number;
}

export function keepSessions({ port, tokenLife, now }: SessionsOptions): Sessions {
  const cookieName = `adieu-${port}`;
  const sessions: Buffer[] = [];
  let tokens: { readonly digest: Buffer; readonly until: number }[] = [];
  const fresh = () => (tokens = tokens.filter((token) => token.until > now()));

  return {
    mint() {
      const token = randomBytes(32).toString('base64url');
      tokens.push({ digest: digest(token), until: now() + tokenLife });
      return token;
    },
    tokenWaits: () => fresh().length > 0,
    exchange(token) {
      const given = digest(token);
      const found = fresh().filter((each) => timingSafeEqual(each.digest, given));
      if (found.length === 0) return null;
      tokens = tokens.filter((each) => !found.includes(each));
      const session = randomBytes(32).toString('base64url');
      sessions.push(digest(session));
      return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
    admits(cookies) {
      const given = cookiesNamed(cookieName, cookies ?? '').map(digest);
      return given.some((each) => sessions.some((session) => timingSafeEqual(session, each)));
    },
    begun: () => sessions.length > 0,
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookiesNamed(name: string, header: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
