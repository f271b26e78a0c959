/** The sentences of a farewell, in each language and tone. French is written here, not translated. `public` speaks for a body: “we”. */
import type { FarewellLanguage, Tone } from '../../shared/farewell/index.ts';

/** `where`: the address or addresses, on one line or below each other. */
export interface Blocks {
  readonly leaving: string;
  readonly leavingShort: string;
  readonly where: (addresses: string) => string;
  readonly whereShort: (address: string) => string;
  readonly whereList: string;
  readonly note: string;
  readonly after: string;
  readonly thanks: string;
  readonly hello: string;
  readonly tell: string;
  readonly ask: string;
  readonly news: string;
  readonly newsFollowers: string;
  readonly scan: string;
  readonly got: string;
  readonly unread: string;
  readonly writeTo: (address: string) => string;
  /** On pictures. */
  readonly headline: string;
  readonly dated: string;
  readonly findLabel: string;
  readonly sign: (name: string) => string;
}

export interface About {
  /** The network's name. */
  readonly network: string;
  readonly handle: string;
  /** The closing day in words: “30 December 2026”. */
  readonly day: string;
}

export function blocks(language: FarewellLanguage, tone: Tone, about: About): Blocks {
  return language === 'fr' ? french(tone, about) : english(tone, about);
}

function english(tone: Tone, { network, handle, day }: About): Blocks {
  const we = tone === 'public';
  const me = we ? 'us' : 'me';
  const words = {
    plain: {
      leaving: `I am leaving ${network}: on ${day} I close this account.`,
      thanks: 'Thank you for reading.',
      note: 'Please write the address down while this account is still here.',
    },
    warm: {
      leaving: `I am saying goodbye to ${network}: on ${day} I close this account.`,
      thanks: 'Thank you for the time, the words and the good company.',
      note: 'Please write the address down: I would be glad to see you there.',
    },
    public: {
      leaving: `We are closing our ${network} account on ${day}.`,
      thanks: 'Thank you for following our work here.',
      note: 'Please write the address down while this account is still here.',
    },
  }[tone];
  return {
    ...words,
    leavingShort: we ? `We leave ${network} on ${day}.` : `I am leaving ${network} on ${day}.`,
    where: (addresses) => `You will find ${me} here: ${addresses}`,
    whereShort: (address) => `Find ${me}: ${address}`,
    whereList: `You will find ${me} here:`,
    after: we ? 'After that day, messages sent here will not be read.' : 'After that day I will not read messages here.',
    hello: 'Hello,',
    tell: we
      ? `Before we close our ${network} account on ${day}, we are writing to the people we know best here.`
      : `Before I close my ${network} account on ${day}, I am writing to the people I would not want to lose.`,
    ask: we
      ? 'How can we reach you? An e-mail address or a telephone number is enough.'
      : 'How can I reach you? An e-mail address or a telephone number is enough.',
    news: we
      ? `On ${day} we close our ${network} account (@${handle}).`
      : `On ${day} I close my ${network} account (@${handle}).`,
    newsFollowers: `If you followed ${me} there, this is the address to keep.`,
    scan: 'Scan the code, or write this down:',
    got: we ? 'Thank you for your message.' : 'Thank you for writing.',
    unread: we
      ? `This account closes on ${day}; messages here will not be read after that.`
      : `I close this account on ${day} and will not read messages here after that.`,
    writeTo: (address) => `Write to ${me} here: ${address}`,
    headline: we ? `We are leaving ${network}` : tone === 'warm' ? `Goodbye, ${network}` : `I am leaving ${network}`,
    dated: `On ${day}`,
    findLabel: `You will find ${me} here`,
    sign: (name) => `— ${name}`,
  };
}

function french(tone: Tone, { network, handle, day }: About): Blocks {
  const we = tone === 'public';
  const me = we ? 'nous' : 'moi';
  const words = {
    plain: {
      leaving: `Je quitte ${network}\u202f: je ferme ce compte le ${day}.`,
      thanks: 'Merci pour vos lectures.',
      note: 'Notez l’adresse tant que ce compte est encore là.',
    },
    warm: {
      leaving: `Je dis au revoir à ${network}\u202f: je ferme ce compte le ${day}.`,
      thanks: 'Merci pour le temps, les mots et la compagnie.',
      note: 'Notez l’adresse\u202f: ce sera une joie de vous y retrouver.',
    },
    public: {
      leaving: `Nous fermons notre compte ${network} le ${day}.`,
      thanks: 'Merci d’avoir suivi notre travail ici.',
      note: 'Notez l’adresse tant que ce compte est encore là.',
    },
  }[tone];
  return {
    ...words,
    leavingShort: we ? `Nous quittons ${network} le ${day}.` : `Je quitte ${network} le ${day}.`,
    where: (addresses) => `Retrouvez-${me} ici\u202f: ${addresses}`,
    whereShort: (address) => `Retrouvez-${me}\u202f: ${address}`,
    whereList: `Retrouvez-${me} ici\u202f:`,
    after: we
      ? 'Après cette date, les messages envoyés ici ne seront plus lus.'
      : 'Après cette date, je ne lirai plus les messages reçus ici.',
    hello: 'Bonjour,',
    tell: we
      ? `Avant de fermer notre compte ${network} le ${day}, nous écrivons à celles et ceux que nous connaissons le mieux ici.`
      : `Avant de fermer mon compte ${network} le ${day}, j’écris aux personnes que je ne voudrais pas perdre.`,
    ask: 'Comment garder le contact\u202f? Une adresse e-mail ou un numéro de téléphone suffit.',
    news: we
      ? `Le ${day}, nous fermons notre compte ${network} (@${handle}).`
      : `Le ${day}, je ferme mon compte ${network} (@${handle}).`,
    newsFollowers: we ? 'Si vous nous y suiviez, voici l’adresse à garder.' : 'Si vous m’y suiviez, voici l’adresse à garder.',
    scan: 'Scannez le code, ou notez\u202f:',
    got: 'Merci pour votre message.',
    unread: we
      ? `Ce compte ferme le ${day}\u202f; les messages n’y seront plus lus ensuite.`
      : `Je ferme ce compte le ${day} et n’y lirai plus les messages ensuite.`,
    writeTo: (address) => `Écrivez-${me} ici\u202f: ${address}`,
    headline: we ? `Nous quittons ${network}` : tone === 'warm' ? `Au revoir, ${network}` : `Je quitte ${network}`,
    dated: `Le ${day}`,
    findLabel: `Retrouvez-${me} ici`,
    sign: (name) => `— ${name}`,
  };
}
