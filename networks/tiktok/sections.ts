/**
 * TikTok's sections under every name they are known by: the sections and lists of the three generations of the JSON, and the files of the TXT
 * export in English, Dutch and Russian. Other languages' file names have not been seen; such files are read by their structure.
 */
import type { RecordKind, RelationName } from '../../shared/records.ts';
import { fold } from './fold.ts';
import { assumedNames } from './words.ts';

export interface Section {
  /** The same for every name of the section. */
  readonly id: string;
  readonly make:
    'profile' | 'relation' | 'post' | 'comment' | 'reaction' | 'chat' | 'group-chat' | 'tako' | 'live' | 'settings' | 'event';
  readonly kind: RecordKind;
  /** Of a `relation`. */
  readonly relation?: RelationName;
  /** Of a `reaction`. */
  readonly reaction?: string;
  /** What a favourite is: `video`, `sound`… */
  readonly what?: string;
  /** Of a `post`. */
  readonly deleted?: boolean;
  /** Of an `event`. */
  readonly topic: string;
}

const table = new Map<string, { section: Section; language: string | null }>();

function name(section: Section, names: { json?: string[]; en?: string[]; nl?: string[]; ru?: string[] }): void {
  const put = (list: string[] | undefined, language: string | null): void => {
    for (const one of list ?? []) if (!table.has(fold(one))) table.set(fold(one), { section, language });
  };
  put(names.en, 'en');
  put(names.json, 'en');
  put(names.nl, 'nl');
  put(names.ru, 'ru');
}

const relation = (id: RelationName): Section => ({ id, make: 'relation', kind: 'relation', relation: id, topic: id });
name(relation('follower'), {
  json: ['FansList'],
  en: ['Follower', 'Follower List', 'Followers'],
  nl: ['Volger'],
  ru: ['Подписчик'],
});
name(relation('following'), {
  en: ['Following', 'Following List'],
  nl: ['Volgend'],
  ru: ['Подписки'],
});
name(relation('blocked'), {
  json: ['BlockList', 'Block'],
  en: ['Block List'],
  nl: ['Blokkeringslijst'],
  ru: ['Список блокировки'],
});

const reaction = (id: string, what: string | null = null): Section => ({
  id: what === null ? id : `${id}-${what}`,
  make: 'reaction',
  kind: 'reaction',
  reaction: id,
  topic: id,
  ...(what === null ? {} : { what }),
});
name(reaction('like'), { json: ['ItemFavoriteList'], en: ['Like List'], nl: ['Likelijst'], ru: ['Список лайков'] });
name(reaction('repost'), { json: ['RepostList'], en: ['Reposts'], nl: ['Herplaatsingen'] });
const favourites: [what: string, names: Parameters<typeof name>[1]][] = [
  ['video', { json: ['FavoriteVideoList'], en: ['Favorite Videos'], nl: ["Favoriete video's"], ru: ['Избранные видео'] }],
  ['sound', { json: ['FavoriteSoundList'], en: ['Favorite Sounds'], nl: ['Favoriete geluiden'], ru: ['Избранные звуки'] }],
  ['effect', { json: ['FavoriteEffectsList'], en: ['Favorite Effects'], nl: ['Favoriete effecten'], ru: ['Избранные эффекты'] }],
  [
    'hashtag',
    { json: ['FavoriteHashtagList'], en: ['Favorite Hashtags'], nl: ['Favoriete hashtags'], ru: ['Избранные хэштеги'] },
  ],
  [
    'collection',
    {
      json: ['FavoriteCollectionList', 'Favorite Collection'],
      en: ['Favorite Collections'],
      nl: ['Favoriete collecties'],
      ru: ['Избранные коллекции'],
    },
  ],
  ['comment', { json: ['FavoriteCommentList', 'Favorite Comment'], en: ['Favorite Comments'], nl: ['Favoriete reacties'] }],
  ['drama', { json: ['Favorite Drama', 'FavoriteDramaList'] }],
  [
    'place',
    {
      json: ['FavoriteLocationList', 'Favorite Location'],
      en: ['Favorite Places'],
      nl: ['Favoriete plaatsen'],
      ru: ['Избранные места'],
    },
  ],
  [
    'film',
    {
      json: ['FavoriteMoviesAndTVList', 'Favorite Movies and TV'],
      nl: ["Favoriete films en tv-programma's"],
      ru: ['Избранные фильмы и сериалы'],
    },
  ],
  [
    'playlist',
    { json: ['FavoritePlaylistList', 'Favorite Playlists'], nl: ['Favoriete afspeellijsten'], ru: ['Избранные плейлисты'] },
  ],
  ['product', { json: ['TikTokFavoriteItem', 'TikTokFavoriteItemList'], en: ['FavoriteItems'], nl: ['Favoriet item'] }],
];
for (const [what, names] of favourites) name(reaction('favourite', what), names);

const post = (id: string, deleted: boolean): Section => ({ id, make: 'post', kind: 'post', deleted, topic: 'post' });
name(post('post', false), { json: ['Videos'], en: ['Posts'], nl: ['Berichten'], ru: ['Публикации'] });
name(post('deleted-post', true), {
  json: ['PostList'],
  en: ['Recently Deleted Posts'],
  nl: ['Onlangs verwijderde berichten'],
  ru: ['Недавно удаленные публикации'],
});
name(
  { id: 'comment', make: 'comment', kind: 'comment', topic: 'comment' },
  { json: ['CommentsList'], en: ['Comments'], nl: ['Reacties'], ru: ['Комментарии'] },
);
name(
  { id: 'profile', make: 'profile', kind: 'profile', topic: 'profile' },
  {
    json: ['ProfileMap'],
    en: ['Profile Info', 'Profile Information'],
    nl: ['Profielinformatie'],
    ru: ['Данные профиля'],
  },
);
name(
  { id: 'chat', make: 'chat', kind: 'message', topic: 'message' },
  { json: ['ChatHistory'], en: ['Direct Messages'], nl: ['Directe berichten'], ru: ['Личные сообщения'] },
);
name(
  { id: 'group-chat', make: 'group-chat', kind: 'message', topic: 'message' },
  { en: ['Group Chat'], nl: ['Groepschat'], ru: ['Групповой чат'] },
);
name(
  { id: 'tako', make: 'tako', kind: 'message', topic: 'message' },
  { json: ['TakoChatHistoryList'], en: ['Tako Chat History'], ru: ['История чата Tako'] },
);
name(
  { id: 'live', make: 'live', kind: 'event', topic: 'view' },
  { json: ['WatchLiveMap'], en: ['Watch Live History'], nl: ['Geschiedenis van LIVE bekijken'] },
);

const settings: Section = { id: 'setting', make: 'settings', kind: 'event', topic: 'setting' };
name(settings, {
  json: ['SettingsMap', 'WatchLiveSettingsMap'],
  en: ['Settings', 'Go Live Settings', 'Watch Live Settings'],
  nl: ['Instellingen', 'Instellingen voor LIVE gaan', 'Instellingen voor LIVE bekijken'],
  ru: ['Настройки'],
});

const events: [id: string, topic: string, names: Parameters<typeof name>[1]][] = [
  ['login', 'login', { json: ['LoginHistoryList'], en: ['Login History'], nl: ['Inloggeschiedenis'], ru: ['История входов'] }],
  [
    'search',
    'search',
    { json: ['SearchList', 'Search History'], en: ['Searches'], nl: ['Zoekopdrachten'], ru: ['Поисковые запросы'] },
  ],
  [
    'view',
    'view',
    {
      json: ['Video Browsing History', 'Browsing History'],
      en: ['Watch History'],
      nl: ['Kijkgeschiedenis'],
      ru: ['История просмотра'],
    },
  ],
  ['drama-view', 'view', { en: ['Mini Drama Watch History'] }],
  [
    'product-view',
    'view',
    {
      json: ['ProductBrowsingHistories'],
      en: ['Product Browsing History'],
      nl: ['Geschiedenis van bladeren door producten'],
      ru: ['История просмотра товаров'],
    },
  ],
  [
    'profile-view',
    'view',
    { json: ['ProfileViewList'], en: ['ProfileViews'], nl: ['Profielweergaven'], ru: ['Просмотры профиля'] },
  ],
  ['share', 'share', { json: ['ShareHistoryList'], en: ['Share History'], nl: ['Geschiedenis delen'], ru: ['История репостов'] }],
  ['device', 'device', { json: ['Status List'], en: ['Status'] }],
  ['location', 'location', { json: ['LocationData'], en: ['Most Recent Location Data'], nl: ['Meest recente locatiegegevens'] }],
  ['ad-interest', 'ad', { json: ['AdInterestCategories'], en: ['Ad Interests'], nl: ['Advertentie-interesses'] }],
  [
    'ad-visit',
    'ad',
    { json: ['AdsVisitHistoryList', 'Ads Visit History'], en: ['Ad Link History'], nl: ['Geschiedenis van advertentielinks'] },
  ],
  [
    'ad-form',
    'ad',
    { json: ['ResponsesList'], en: ['Instant Form Ads Responses'], nl: ['Reacties op direct formulier-advertenties'] },
  ],
  [
    'off-tiktok',
    'ad',
    {
      json: ['OffTikTokActivityDataList', 'Off-TikTok Activities'],
      en: ['Off TikTok Activity'],
      nl: ['Activiteit buiten TikTok'],
      ru: ['Активность вне TikTok'],
    },
  ],
  [
    'third-party',
    'ad',
    { json: ['UsageDataList'], en: ['Usage Data From Third-Party Apps And Websites'], nl: ['Informatie van derden'] },
  ],
  ['ad-partner', 'ad', { en: ['Ads Based On Data Received From Partners'] }],
  ['gift-sent', 'purchase', { json: ['SendGifts'] }],
  ['gift-bought', 'purchase', { json: ['BuyGifts'] }],
  ['purchase', 'purchase', { json: ['Purchase History'], en: ['Purchases'], nl: ['Aankopen'], ru: ['Покупки'] }],
  [
    'coins',
    'purchase',
    { json: ['CoinPurchaseHistoryList'], en: ['Coin Purchase History'], nl: ['Geschiedenis van Muntaankopen'] },
  ],
  [
    'transaction',
    'purchase',
    {
      json: ['TransactionsList', 'Income Plus Wallet Transaction'],
      en: ['Transaction History'],
      nl: ['Transactiegeschiedenis'],
      ru: ['История транзакций'],
    },
  ],
  ['order', 'purchase', { json: ['OrderHistories'], en: ['Order History'], nl: ['Bestelgeschiedenis'], ru: ['История заказов'] }],
  [
    'order-dispute',
    'purchase',
    {
      json: ['OrderDisputeHistories'],
      en: ['Order Dispute History'],
      nl: ['Geschiedenis van bestelkwesties'],
      ru: ['История споров по заказам'],
    },
  ],
  [
    'order-return',
    'purchase',
    {
      json: ['ReturnAndRefundHistories', 'Return and Refund History'],
      en: ['Returns and Refunds History'],
      nl: ['Geschiedenis van retourzendingen en terugbetalingen'],
      ru: ['История возвратов'],
    },
  ],
  [
    'cart',
    'purchase',
    { json: ['ShoppingCart'], en: ['Shopping Cart List'], nl: ['Winkelwagenlijst'], ru: ['Список товаров в корзине'] },
  ],
  ['voucher', 'purchase', { en: ['Vouchers'], ru: ['Ваучеры'] }],
  ['payment', 'purchase', { json: ['PayCard'], en: ['Current Payment Information'], nl: ['Informatie over huidige betaling'] }],
  ['donation', 'purchase', { json: ['DonationList'], en: ['Donation'], nl: ['Donatie'], ru: ['Пожертвование'] }],
  ['fundraiser', 'fundraiser', { json: ['FundraiserList'], en: ['Fundraiser'], nl: ['Fondsenwerving'] }],
  [
    'shop-message',
    'shop',
    {
      json: ['CommunicationHistories', 'Communication History'],
      en: ['Communication With Shops'],
      nl: ['Communicatie met winkels'],
      ru: ['Коммуникация с магазинами'],
    },
  ],
  [
    'support',
    'support',
    {
      json: ['CustomerSupportHistories'],
      en: ['Customer Support History'],
      nl: ['Geschiedenis van klantenservice'],
      ru: ['История взаимодействия со службой поддержки'],
    },
  ],
  [
    'product-review',
    'review',
    {
      json: ['ProductReviewHistories', 'Product Review History'],
      en: ['Product Reviews'],
      nl: ['Productrecensies'],
      ru: ['Отзывы о товарах'],
    },
  ],
  [
    'place-review',
    'review',
    { json: ['ReviewsList', 'POI Review'], en: ['Location Reviews'], nl: ['Locatierecensies'], ru: ['Отзывы о местах'] },
  ],
  ['address', 'setting', { json: ['SavedAddress'], en: ['Saved Address Information'], nl: ['Opgeslagen adresgegevens'] }],
  ['autofill', 'setting', { json: ['Auto Fill'], en: ['Autofill'], nl: ['Automatisch invullen'] }],
  ['summary', 'summary', { json: ['ActivitySummaryMap'], en: ['Activity Summary'], nl: ['Samenvatting van activiteit'] }],
  ['hashtag', 'hashtag', { json: ['HashtagList'], en: ['Hashtag'], ru: ['Хэштег'] }],
  ['sticker', 'sticker', { json: ['StickerList'], en: ['Stickers'], ru: ['Стикеры'] }],
  ['emoji', 'emoji', { json: ['AIMojiList'], en: ['AI-Moji'] }],
  ['self-image', 'image', { en: ['AISelfImage'] }],
  ['story', 'story', { en: ['Story'] }],
  ['collection', 'collection', { en: ['Collection'] }],
  [
    'go-live',
    'live',
    { json: ['GoLiveList'], en: ['Go Live History'], nl: ['Geschiedenis van LIVE gaan'], ru: ['История выходов в эфир'] },
  ],
  ['live-comment', 'live', { nl: ['Reactie op livestream'], ru: ['Комментарий к трансляции'] }],
];
for (const [id, topic, names] of events) name({ id, make: 'event', kind: 'event', topic }, names);

const byId = new Map([...table.values()].map(({ section }) => [section.id, section]));
for (const [language, bySection] of Object.entries(assumedNames))
  for (const [id, list] of Object.entries(bySection)) {
    const section = byId.get(id);
    if (section === undefined) continue;
    for (const one of list) if (!table.has(fold(one))) table.set(fold(one), { section, language });
  }

/** The section a name stands for, in any of the known layouts and languages; null where it is in none. */
export function sectionOf(given: string): Section | null {
  return table.get(fold(given))?.section ?? null;
}

/** Language of a known name (BCP 47), null for unknown names. */
export function languageOf(given: string): string | null {
  return table.get(fold(given))?.language ?? null;
}

/** Root keys of the three generations of the JSON. */
const categories = new Map<string, 'activity' | 'your-activity' | 'profile-and-settings' | null>(
  (
    [
      ['Activity', 'activity'],
      ['Direct Messages', 'activity'],
      ['Poi Review', 'activity'],
      ['Tiktok Shopping', 'activity'],
      ['Video', 'activity'],
      ['Your Activity', null],
      ['Ads and data', null],
      ['App Settings', null],
      ['Comment', null],
      ['Direct Message', null],
      ['Income Plus Wallet Transactions', null],
      ['Location Review', null],
      ['Post', null],
      ['Profile', null],
      ['TikTok Live', null],
      ['TikTok Shop', null],
      ['Income+ Wallet', 'profile-and-settings'],
      ['Likes and Favorites', 'profile-and-settings'],
      ['Profile And Settings', 'profile-and-settings'],
    ] as const
  ).map(([key, generation]) => [fold(key), generation]),
);

export function isCategory(key: string): boolean {
  return categories.has(fold(key));
}

/** Names that nothing but a TikTok export has. */
const telling = new Set(
  [
    'FansList',
    'ItemFavoriteList',
    'FavoriteVideoList',
    'FavoriteEffectsList',
    'FavoriteSoundList',
    'FavoriteHashtagList',
    'CommentsList',
    'SearchList',
    'ShareHistoryList',
    'LoginHistoryList',
    'ProfileMap',
    'SettingsMap',
    'WatchLiveMap',
    'ActivitySummaryMap',
    'AdInterestCategories',
    'OffTikTokActivityDataList',
    'Off TikTok Activity',
    'AdsVisitHistoryList',
    'TakoChatHistoryList',
    'CoinPurchaseHistoryList',
    'RepostList',
    'Video Browsing History',
    'Watch Live History',
    'TikTok Live',
    'TikTok Shop',
    'Tiktok Shopping',
    'Income+ Wallet',
    'Likes and Favorites',
    'Profile And Settings',
    'Income Plus Wallet Transactions',
    'Recently Deleted Posts',
    'bioDescription',
    'AIMojiList',
  ].map(fold),
);

export function isTelling(key: string): boolean {
  return telling.has(fold(key));
}
