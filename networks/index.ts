import type { Network } from '../engine/intake/toolkit/index.ts';
import { bereal } from './bereal/index.ts';
import { bluesky } from './bluesky/index.ts';
import { discord } from './discord/index.ts';
import { facebook } from './facebook/index.ts';
import { instagram } from './instagram/index.ts';
import { linkedin } from './linkedin/index.ts';
import { mastodon } from './mastodon/index.ts';
import { messenger } from './messenger/index.ts';
import { other } from './other/index.ts';
import { pinterest } from './pinterest/index.ts';
import { quora } from './quora/index.ts';
import { reddit } from './reddit/index.ts';
import { snapchat } from './snapchat/index.ts';
import { strava } from './strava/index.ts';
import { telegram } from './telegram/index.ts';
import { threads } from './threads/index.ts';
import { tiktok } from './tiktok/index.ts';
import { tumblr } from './tumblr/index.ts';
import { twitch } from './twitch/index.ts';
import { vk } from './vk/index.ts';
import { wechat } from './wechat/index.ts';
import { weibo } from './weibo/index.ts';
import { whatsapp } from './whatsapp/index.ts';
import { x } from './x/index.ts';
import { youtube } from './youtube/index.ts';

/** Every network Adieu knows, in the order in which they are offered; at the end what stands for any other. */
export const networks: readonly Network[] = [
  tiktok,
  instagram,
  facebook,
  messenger,
  threads,
  x,
  linkedin,
  snapchat,
  reddit,
  youtube,
  pinterest,
  discord,
  telegram,
  whatsapp,
  mastodon,
  bluesky,
  tumblr,
  twitch,
  vk,
  wechat,
  weibo,
  bereal,
  quora,
  strava,
  other,
];
