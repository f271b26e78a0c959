/** A network's own mark, in ink; its first letter where there is none. */
import {
  siBluesky,
  siDiscord,
  siFacebook,
  siInstagram,
  siMastodon,
  siMessenger,
  siPinterest,
  siQuora,
  siReddit,
  siSinaweibo,
  siSnapchat,
  siStrava,
  siTelegram,
  siThreads,
  siTiktok,
  siTumblr,
  siTwitch,
  siVk,
  siWechat,
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
  messenger: siMessenger,
  pinterest: siPinterest,
  quora: siQuora,
  reddit: siReddit,
  snapchat: siSnapchat,
  strava: siStrava,
  telegram: siTelegram,
  threads: siThreads,
  tiktok: siTiktok,
  tumblr: siTumblr,
  twitch: siTwitch,
  vk: siVk,
  wechat: siWechat,
  weibo: siSinaweibo,
  whatsapp: siWhatsapp,
  x: siX,
  youtube: siYoutube,
};

interface NetworkMarkProps {
  readonly network: string;
  /** How it is called, where its id does not begin like its name. */
  readonly name?: string | undefined;
  readonly size?: number;
}

export function NetworkMark({ network, name = network, size = 24 }: NetworkMarkProps) {
  const mark = marks[network];
  return (
    <span className={css.mark} style={{ width: size * 2, height: size * 2 }} aria-hidden>
      {mark === undefined ? (
        <span className={css.letter}>{[...name][0]?.toUpperCase()}</span>
      ) : (
        <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor">
          <path d={mark.path} />
        </svg>
      )}
    </span>
  );
}
