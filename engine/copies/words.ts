/** The words of an open copy. They travel with it, so that it speaks both languages without Adieu. */
export type Language = 'en' | 'fr';

const en = {
  title: 'What {network} kept of {account}',
  titleNobody: 'What {network} kept',
  lead: 'An open copy, written on {date} by Adieu. It belongs to you and needs no program but a browser.',
  overview: 'Overview',
  people: 'People',
  posts: 'Posts',
  messages: 'Messages',
  other: 'Other',
  find: 'Find',
  findHint: 'Words in all of it, with or without accents',
  findShort: 'Words of one or two letters are found whole; longer ones also by their beginning.',
  clear: 'Clear',
  all: 'Everything',
  none: 'Nothing here.',
  noHits: 'Nothing holds all of these words.',
  hits: '{count} found',
  rowsShown: '{from} to {to} of {count}',
  earlier: 'Before these',
  later: 'After these',
  loading: 'Reading…',
  broken: 'A file of this copy is missing or cannot be read: {file}',
  language: 'Français',
  dark: 'Dark',
  light: 'Light',
  back: 'All conversations',
  conversation: 'Conversation',
  nobody: 'Without a name',
  more: 'Show all of it',
  noDate: 'without a date',
  original: 'Where it stood',
  missing: 'not in the export',
  damagedMedium: 'This file is damaged, or of a kind that this browser does not show:',
  linkUntil: 'until {date}',
  linkOnly: 'only a link',
  deleted: 'deleted',
  since: 'since {date}',
  messagesCount: 'messages: {count}',
  sent: 'you',
  between: 'From {first} to {last}.',
  scriptOff:
    'To page through and search it, open this file in a browser that runs scripts. Everything is in the files below, too.',
  kind: 'What',
  number: 'How many',
  files: 'What is in this folder',
  fileRecords: 'Every record, one JSON object a line',
  filePeople: 'The lists of people, for any spreadsheet',
  fileContacts: 'The people, for any address book',
  fileDatabase: 'Everything in one SQLite file; its table “readme” explains it',
  fileMedia: 'Pictures, videos and sounds',
  fileOriginal: 'The export exactly as the network gave it',
  fileImports: 'What became of every file of the export',
  imports: 'Where it comes from',
  importRead: 'Read on {date}. Files: {files}; kept as they are: {kept}; damaged: {damaged}.',
  kinds: {
    profile: 'profile',
    relation: 'entries in lists of people',
    post: 'posts',
    comment: 'comments',
    reaction: 'likes, saves and votes',
    conversation: 'conversations',
    message: 'messages',
    media: 'pictures, videos and sounds',
    event: 'other things',
  },
  forms: {
    post: 'post',
    reply: 'reply',
    repost: 'repost',
    quote: 'quote',
    story: 'story',
    reel: 'reel',
    video: 'video',
    live: 'live',
    poll: 'poll',
    pin: 'pin',
    activity: 'activity',
    like: 'like',
    save: 'saved',
    favourite: 'favourite',
    vote: 'vote',
    share: 'share',
    call: 'call',
    sticker: 'sticker',
    system: 'notice',
    unsent: 'taken back',
    emoji: 'emoji',
    avatar: 'avatar',
    answer: 'answer',
    follow: 'followed',
    login: 'login',
    search: 'search',
    view: 'seen',
    ad: 'advertising',
    device: 'device',
    location: 'place',
    purchase: 'purchase',
    setting: 'setting',
    subscription: 'subscription',
    summary: 'summary',
  },
  relations: {
    follower: 'followers',
    following: 'following',
    friend: 'friends',
    mutual: 'mutual',
    blocked: 'blocked',
    muted: 'muted',
    closeFriend: 'close friends',
    restricted: 'restricted',
    requestSent: 'requests sent',
    requestReceived: 'requests received',
    removed: 'removed',
    contact: 'contacts',
    member: 'members',
    list: 'in lists',
    other: 'other',
  },
};

const fr: typeof en = {
  title: 'Ce que {network} gardait de {account}',
  titleNobody: 'Ce que {network} gardait',
  lead: 'Une copie ouverte, écrite le {date} par Adieu. Elle est à vous, et un navigateur suffit pour la lire.',
  overview: 'Aperçu',
  people: 'Personnes',
  posts: 'Publications',
  messages: 'Messages',
  other: 'Autres',
  find: 'Chercher',
  findHint: 'Des mots dans tout le contenu, avec ou sans accents',
  findShort: 'Les mots d’une ou deux lettres sont cherchés entiers ; les plus longs, aussi par leur début.',
  clear: 'Effacer',
  all: 'Tout',
  none: 'Rien ici.',
  noHits: 'Rien ne contient tous ces mots.',
  hits: 'Trouvés : {count}',
  rowsShown: '{from} à {to} sur {count}',
  earlier: 'Ceux d’avant',
  later: 'Ceux d’après',
  loading: 'Lecture…',
  broken: 'Un fichier de cette copie manque ou ne peut être lu : {file}',
  language: 'English',
  dark: 'Sombre',
  light: 'Clair',
  back: 'Toutes les conversations',
  conversation: 'Conversation',
  nobody: 'Sans nom',
  more: 'Tout montrer',
  noDate: 'sans date',
  original: 'Son ancienne adresse',
  missing: 'absent de l’export',
  damagedMedium: 'Ce fichier est endommagé, ou d’un type que ce navigateur ne montre pas :',
  linkUntil: 'jusqu’au {date}',
  linkOnly: 'un lien seulement',
  deleted: 'supprimé',
  since: 'depuis le {date}',
  messagesCount: 'messages : {count}',
  sent: 'vous',
  between: 'Du {first} au {last}.',
  scriptOff:
    'Pour la feuilleter et y chercher, ouvrez ce fichier dans un navigateur qui exécute les scripts. Tout se trouve aussi dans les fichiers ci-dessous.',
  kind: 'Quoi',
  number: 'Combien',
  files: 'Ce que contient ce dossier',
  fileRecords: 'Chaque élément, un objet JSON par ligne',
  filePeople: 'Les listes de personnes, pour tout tableur',
  fileContacts: 'Les personnes, pour tout carnet d’adresses',
  fileDatabase: 'Tout dans un seul fichier SQLite ; sa table « readme » l’explique',
  fileMedia: 'Images, vidéos et sons',
  fileOriginal: 'L’export exactement tel que le réseau l’a donné',
  fileImports: 'Ce qu’est devenu chaque fichier de l’export',
  imports: 'D’où cela vient',
  importRead: 'Lu le {date}. Fichiers : {files} ; conservés tels quels : {kept} ; endommagés : {damaged}.',
  kinds: {
    profile: 'profil',
    relation: 'entrées dans des listes de personnes',
    post: 'publications',
    comment: 'commentaires',
    reaction: 'mentions j’aime, favoris et votes',
    conversation: 'conversations',
    message: 'messages',
    media: 'images, vidéos et sons',
    event: 'autres choses',
  },
  forms: {
    post: 'publication',
    reply: 'réponse',
    repost: 'partage',
    quote: 'citation',
    story: 'story',
    reel: 'reel',
    video: 'vidéo',
    live: 'direct',
    poll: 'sondage',
    pin: 'épingle',
    activity: 'activité',
    like: 'j’aime',
    save: 'enregistré',
    favourite: 'favori',
    vote: 'vote',
    share: 'partage',
    call: 'appel',
    sticker: 'autocollant',
    system: 'avis',
    unsent: 'retiré',
    emoji: 'émoji',
    avatar: 'avatar',
    answer: 'réponse',
    follow: 'suivi',
    login: 'connexion',
    search: 'recherche',
    view: 'vu',
    ad: 'publicité',
    device: 'appareil',
    location: 'lieu',
    purchase: 'achat',
    setting: 'réglage',
    subscription: 'abonnement',
    summary: 'résumé',
  },
  relations: {
    follower: 'abonnés',
    following: 'abonnements',
    friend: 'amis',
    mutual: 'réciproques',
    blocked: 'bloqués',
    muted: 'masqués',
    closeFriend: 'amis proches',
    restricted: 'restreints',
    requestSent: 'demandes envoyées',
    requestReceived: 'demandes reçues',
    removed: 'retirés',
    contact: 'contacts',
    member: 'membres',
    list: 'dans des listes',
    other: 'autres',
  },
};

export const words: Readonly<Record<Language, typeof en>> = { en, fr };
export type Words = typeof en;

/** `{name}` in a sentence, once each. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
}

export const readme = `ADIEU: AN OPEN COPY / UNE COPIE OUVERTE
=======================================

ENGLISH
-------
This folder holds what a social network kept of one account. It was written by Adieu and needs neither Adieu nor the network to be read.

To look at it: open data/index.html in any web browser. Nothing is sent anywhere; it works without a network.

In twenty years, should that page no longer open, everything in it is there a second time in plain formats:
  data/records/*.jsonl        every record: text, UTF-8, one JSON object a line (RFC 8259)
  data/people/*.csv           the lists of people: text, UTF-8, commas, every cell in double quotes (RFC 4180)
  data/contacts.vcf           the people for an address book: vCard 4.0 (RFC 6350)
  data/archive.sqlite         all of it in one SQLite 3 file; begin with: select * from readme;
  data/media/                 pictures, videos and sounds; data/media-files.csv says what each is
  data/original/              the export exactly as the network gave it; data/original-files.csv gives the names as they were
  data/accounts-of-import/    what became of every file of that export: JSON

In the CSV files an apostrophe stands before anything a spreadsheet could take for a formula; take it away to have the exact text.

To see whether anything has changed since: "sha256sum -c manifest-sha256.txt" in this folder (or any tool that knows BagIt 1.0, RFC 8493).

These files are not encrypted. Whoever can open the folder can read them; keep it where you would keep letters.

FRANÇAIS
--------
Ce dossier contient ce qu'un réseau social gardait d'un compte. Il a été écrit par Adieu ; pour le lire, il ne faut ni Adieu ni le réseau.

Pour le regarder : ouvrez data/index.html dans un navigateur. Rien n'est envoyé nulle part ; cela fonctionne sans réseau.

Dans vingt ans, si cette page ne s'ouvrait plus, tout ce qu'elle montre existe une seconde fois en formats simples :
  data/records/*.jsonl        chaque élément : texte, UTF-8, un objet JSON par ligne (RFC 8259)
  data/people/*.csv           les listes de personnes : texte, UTF-8, virgules, chaque case entre guillemets droits (RFC 4180)
  data/contacts.vcf           les personnes pour un carnet d'adresses : vCard 4.0 (RFC 6350)
  data/archive.sqlite         le tout dans un fichier SQLite 3 ; commencez par : select * from readme;
  data/media/                 images, vidéos et sons ; data/media-files.csv dit ce qu'est chacun
  data/original/              l'export exactement tel que le réseau l'a donné ; data/original-files.csv donne les noms d'origine
  data/accounts-of-import/    ce qu'est devenu chaque fichier de cet export : JSON

Dans les fichiers CSV, une apostrophe précède tout ce qu'un tableur pourrait prendre pour une formule ; retirez-la pour avoir le texte exact.

Pour savoir si quelque chose a changé depuis : « sha256sum -c manifest-sha256.txt » dans ce dossier (ou tout outil qui connaît BagIt 1.0, RFC 8493).

Ces fichiers ne sont pas chiffrés. Qui peut ouvrir le dossier peut les lire ; gardez-le là où vous garderiez des lettres.
`;
