/** The fields of TikTok's items under every name they are known by: JSON keys of all generations, and labels of the TXT export (English, Dutch, Russian). */
import { fold } from './fold.ts';

export type Role =
  | 'date'
  | 'handle'
  | 'link'
  | 'name'
  | 'text'
  | 'from'
  | 'term'
  | 'likes'
  | 'audience'
  | 'title'
  | 'bio'
  | 'email'
  | 'phone'
  | 'shown'
  | 'photo'
  | 'video'
  | 'device';

type Names = Partial<Record<Role, readonly string[]>>;

const date = ['Date', 'Datum', 'Дата', 'Fecha', '日付', 'TimeStamp', 'CreateTime', 'WatchTime', 'CommentTime', 'QuestionTime'];
/** Of things that have several moments, the one at which they began. */
const dates = [
  ...date,
  'LiveStartTime',
  'CreateDate',
  'ReceivedDate',
  'OrderDate',
  'ReviewDate',
  'PurchaseDate',
  'PurchaseTime',
  'BrowsingDate',
  'SendTime',
];
const handle = [
  'UserName',
  'Gebruikersnaam',
  'Имя пользователя',
  'Benutzername',
  'Nom d’utilisateur',
  'Nombre de usuario',
  'Nome utente',
  'Nome de usuário',
  'Nome de utilizador',
  'Nazwa użytkownika',
  'ユーザー名',
];
const link = [
  'Link',
  'VideoLink',
  'Video Link',
  'Url',
  'EffectLink',
  'HashtagLink',
  'SoundLink',
  'AdLink',
  'Ссылка',
  'Lien',
  'Enlace',
  'リンク',
];

/** Names by what the item is to become. */
const names = {
  relation: { date, handle: [...handle, 'uniqueId'] },
  reaction: {
    date,
    link,
    name: [
      'FavoriteCollection',
      'Collection Name',
      'HashtagName',
      'Hashtag',
      'SoundName',
      'EffectName',
      'PlaceName',
      'Name',
      'Comment',
      'Title',
    ],
  },
  post: { date, link, likes: ['Likes'], audience: ['WhoCanView'], title: ['Title'] },
  comment: {
    date,
    link: [
      'Url',
      'Link',
      'originalPostUrl',
      'original post link',
      'Link naar origineel bericht',
      'Originele link naar bericht',
      'Ссылка на исходную публикацию',
    ],
    text: [
      'Comment',
      'Reactie',
      'Комментарий',
      'Kommentar',
      'Commentaire',
      'Comentario',
      'Commento',
      'Comentário',
      'コメント',
      'CommentContent',
      'QuestionContent',
    ],
    photo: ['Photo', 'Foto'],
    video: ['Video'],
  },
  message: { date, from: ['From', 'Sender'], text: ['Content', 'Text', 'Message', 'ChatContent'] },
  profile: {
    handle,
    shown: ['displayName', 'Nickname', 'Bijnaam', 'Никнейм'],
    bio: ['bioDescription', 'Bio', 'Bio Description'],
    email: ['emailAddress', 'Email', 'Адрес электронной почты'],
    phone: ['telephoneNumber', 'Phone Number', 'Telephone Number'],
    photo: ['profilePhoto', 'Profile Photo'],
    video: ['profileVideo', 'Profile Video'],
  },
  event: {
    date: dates,
    link,
    photo: ['CoverUri'],
    video: ['ReplayUrl'],
    term: ['SearchTerm', 'Zoekterm', 'Поисковый запрос'],
    title: [
      'Title',
      'AdTitle',
      'PlaceName',
      'HashtagName',
      'Hashtag naam',
      'Source',
      'Bron',
      'RoomTitle',
      'ProductName',
      'VoucherName',
    ],
    device: ['DeviceModel', 'Device Model', 'Модель устройства'],
  },
} as const satisfies Record<string, Names>;

export type Fields = keyof typeof names;

const roles = new Map<Fields, Map<string, Role>>();
const exact = new Map<Fields, Map<string, Role | null>>();
for (const [fields, byRole] of Object.entries(names) as [Fields, Names][]) {
  const folded = new Map<string, Role>();
  for (const [role, list] of Object.entries(byRole) as [Role, readonly string[]][])
    for (const one of list) folded.set(fold(one), role);
  roles.set(fields, folded);
  exact.set(fields, new Map());
}

/** What a field is for, null where it is not known. */
export function roleOf(fields: Fields, key: string): Role | null {
  const seen = exact.get(fields);
  let role = seen?.get(key);
  if (role === undefined) {
    role = roles.get(fields)?.get(fold(key)) ?? null;
    if (seen !== undefined && seen.size < 4096) seen.set(key, role);
  }
  return role;
}
