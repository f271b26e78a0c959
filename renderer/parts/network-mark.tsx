/** A network's own mark, in ink; its first letter where there is none. */
import {
  siBluesky,
  siDiscord,
  siFacebook,
  siInstagram,
  siMastodon,
  siPinterest,
  siReddit,
  siSnapchat,
  siTelegram,
  siThreads,
  siTiktok,
  siTumblr,
  siTwitch,
  siWhatsapp,
  siX,
  siYoutube,
} from 'simple-icons';
import css from './network-mark.module.css';

const marks: Readonly<Record<string, { readonly path: string }>> = {
  bluesky: siBluesky,
  discord: siDiscord,
  facebook: siFacebook,
  instagram: siInstagram,
  mastodon: siMastodon,
  pinterest: siPinterest,
  reddit: siReddit,
  snapchat: siSnapchat,
  telegram: siTelegram,
  threads: siThreads,
  tiktok: siTiktok,
  tumblr: siTumblr,
  twitch: siTwitch,
  whatsapp: siWhatsapp,
  x: siX,
  youtube: siYoutube,
};

export function NetworkMark({ network, size = 24 }: { readonly network: string; readonly size?: number }) {
  const mark = marks[network];
  return (
    <span className={css.mark} style={{ width: size * 2, height: size * 2 }} aria-hidden>
      {mark === undefined ? (
        <span className={css.letter}>{network.slice(0, 1).toUpperCase()}</span>
      ) : (
        <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor">
          <path d={mark.path} />
        </svg>
      )}
    </span>
  );
}
