/** Answers that say nothing of an account, because they are given to strangers whatever they ask for. */
import type { Answer } from './signals.ts';

/** Not who you are, not you, not now, not at all (also LinkedIn's 999): whatever the facts may say of such a status. */
export function refusesStrangers(status: number): boolean {
  return [401, 403, 407, 429, 451].includes(status) || status >= 500;
}

const places =
  /^\/(?:[\w-]+\/){0,2}(?:log-?in|sign-?in|sign_in|auth|authwall|checkpoint|challenge|captcha|consent|sorry|uas)(?:[/.]|$)/i;
const consentHosts = /^consent\./i;
const marks = [
  /<input\b[^>]{0,500}\btype\s*=\s*["']?password/i,
  /\b(?:g-recaptcha|h-captcha|cf-turnstile|px-captcha|arkose|funcaptcha|geetest)\b/i,
  /\/cdn-cgi\/challenge-platform\/|\bcf[-_]chl[-_]/i,
  /<title>\s*(?:just a moment|attention required|access denied|log ?in|sign ?in|before you continue|security check)/i,
];

/** A page to log in, to prove to be human or to consent, by where it stands or by what is on it. */
export function isWall({ url, led, body }: Answer): boolean {
  if (led.length > 0 && (consentHosts.test(url.hostname) || places.test(url.pathname))) return true;
  return body !== null && marks.some((mark) => mark.test(body.text));
}
