/** The advice that is the same for every network, in both languages. What only one network needs stands in its `facts.json`. */
import type { Language, Question, Text } from '../../shared/facts/index.ts';

export const text = (en: string, fr: string): Text => ({ en, fr });

/** A label and what it labels, as each language sets a colon. */
export const labelled = (label: string, value: string, language: Language): string =>
  `${label}${language === 'fr' ? '\u202f' : ''}: ${value}`;

export interface Words {
  readonly title: Text;
  readonly why: Text;
  /** In order. The steps of the facts come first, where a task shows some. */
  readonly how: readonly Text[];
}

export const taskWords = {
  'decide.know': {
    title: text('Know what leaving means here', 'Sachez ce que partir veut dire ici'),
    why: text(
      'Some of it cannot be taken back. Read what stays, what goes, and how long the way back is open.',
      'Une partie est sans retour. Lisez ce qui reste, ce qui disparaît, et combien de temps la porte reste ouverte.',
    ),
    how: [
      text(
        'Read the facts below, each with its source and its date.',
        'Lisez les faits ci-dessous, chacun avec sa source et sa date.',
      ),
      text('Ask yourself whether deactivating would be enough.', 'Demandez-vous si une simple désactivation suffirait.'),
    ],
  },
  'decide.where': {
    title: text('Say where people will find you', 'Dites où l’on vous retrouvera'),
    why: text(
      'The people you know here need one place to go to: a site, a newsletter, another network.',
      'Celles et ceux qui vous connaissent ici ont besoin d’une seule adresse : un site, une lettre, un autre réseau.',
    ),
    how: [text('Answer the question “Where will people find you?”.', 'Répondez à la question « Où vous retrouvera-t-on ? ».')],
  },
  'settle.team': {
    title: text('Agree with the team', 'Mettez-vous d’accord avec l’équipe'),
    why: text(
      'Somebody who still has access can stop the closing, or bring the account back without knowing.',
      'Quelqu’un qui a encore accès peut interrompre la fermeture, ou ranimer le compte sans le savoir.',
    ),
    how: [
      text(
        'Write down who has access, and from which tools and devices.',
        'Notez qui a accès, et depuis quels outils et appareils.',
      ),
      text('Agree on the day, and on who presses the last button.', 'Convenez du jour, et de qui appuie sur le dernier bouton.'),
      text(
        'Take access away from everybody who no longer needs it.',
        'Retirez l’accès à toutes les personnes qui n’en ont plus besoin.',
      ),
    ],
  },
  'request.export': {
    title: text('Ask for your data', 'Demandez vos données'),
    why: text(
      'The export is the only whole copy of what you made here. It takes time, so it comes before everything that cannot be undone.',
      'L’export est la seule copie complète de ce que vous avez fait ici. Il prend du temps : il passe avant tout ce qui est irréversible.',
    ),
    how: [],
  },
  'wait.ready': {
    title: text('Watch for the message that it is ready', 'Guettez le message qui dit qu’il est prêt'),
    why: text(
      'The link dies after a while, and then you have to ask again.',
      'Le lien expire, et il faut alors tout redemander.',
    ),
    how: [
      text(
        'Look at your mail, the spam folder too, and at the page where you asked.',
        'Regardez vos e-mails, les indésirables aussi, et la page de la demande.',
      ),
      text(
        'Tell Adieu when it is ready: the countdown of the link begins then.',
        'Dites à Adieu quand il est prêt : le compte à rebours du lien commence alors.',
      ),
    ],
  },
  'collect.import': {
    title: text('Fetch the export and open it in Adieu', 'Récupérez l’export et ouvrez-le dans Adieu'),
    why: text(
      'Only what is on your computer is yours. Adieu keeps the file as it came and reads it into an encrypted archive.',
      'Seul ce qui est sur votre ordinateur est à vous. Adieu garde le fichier tel quel et le lit dans une archive chiffrée.',
    ),
    how: [
      text('Download every part, before the link dies.', 'Téléchargez toutes les parties avant que le lien n’expire.'),
      text('Drop all parts into Adieu together.', 'Déposez toutes les parties ensemble dans Adieu.'),
    ],
  },
  'collect.media': {
    title: text('Save pictures and videos apart', 'Sauvez à part les images et les vidéos'),
    why: text(
      'The export does not hold all media as files, or nobody knows whether it does. Links die with the account.',
      'L’export ne contient pas tous les médias en fichiers, ou personne ne sait s’il les contient. Les liens meurent avec le compte.',
    ),
    how: [
      text(
        'Look in the archive, under media, at what is only a link or missing.',
        'Regardez dans l’archive, sous les médias, ce qui n’est qu’un lien ou manque.',
      ),
      text(
        'Download what matters to you from the network itself while the account is open.',
        'Téléchargez ce qui compte pour vous depuis le réseau tant que le compte est ouvert.',
      ),
    ],
  },
  'check.account': {
    title: text('Look at the account of the import', 'Regardez le compte rendu de l’import'),
    why: text(
      'It says of every file and every record what became of it. You know best whether something is missing.',
      'Il dit ce qu’est devenu chaque fichier et chaque élément. Vous savez mieux que quiconque s’il manque quelque chose.',
    ),
    how: [
      text(
        'Compare the numbers with what the network shows: followers, posts, messages.',
        'Comparez les nombres avec ce qu’affiche le réseau : abonnés, publications, messages.',
      ),
      text('Search for something you remember.', 'Cherchez quelque chose dont vous vous souvenez.'),
    ],
  },
  'check.archive': {
    title: text('Prove that the archive can be read', 'Faites prouver que l’archive se lit'),
    why: text(
      'Adieu opens it, searches in it and reads the kept original again, byte for byte, against its checksums.',
      'Adieu l’ouvre, y cherche, et relit l’original octet par octet d’après ses sommes de contrôle.',
    ),
    how: [
      text(
        'Start it, and wait: a large export takes minutes.',
        'Lancez la vérification et patientez : un gros export prend quelques minutes.',
      ),
    ],
  },
  'check.safe': {
    title: text('Make sure that you can still open it in years', 'Assurez-vous de pouvoir l’ouvrir dans des années'),
    why: text(
      'The archive is encrypted. Without an open copy or the recovery code, a lost computer would take it along.',
      'L’archive est chiffrée. Sans copie ouverte ni code de secours, un ordinateur perdu l’emporterait.',
    ),
    how: [
      text(
        'Write an open copy and have it checked, on another disk if you can.',
        'Écrivez une copie ouverte et faites-la vérifier, sur un autre disque si possible.',
      ),
      text(
        'Or write the recovery code on paper and type it back once.',
        'Ou notez le code de secours sur papier et retapez-le une fois.',
      ),
    ],
  },
  'people.keep': {
    title: text('Keep the list of the people you know here', 'Gardez la liste des gens que vous connaissez ici'),
    why: text(
      'It is the one thing that cannot be rebuilt afterwards.',
      'C’est la seule chose qu’on ne peut pas reconstituer ensuite.',
    ),
    how: [
      text(
        'Look at the people in the archive; write them out as a table or as contacts.',
        'Regardez les personnes dans l’archive ; exportez-les en tableau ou en contacts.',
      ),
      text(
        'Where the export names no followers, write down by hand those who matter.',
        'Si l’export ne nomme pas les abonnés, notez à la main celles et ceux qui comptent.',
      ),
    ],
  },
  'people.tell': {
    title: text('Tell those who are closest yourself', 'Prévenez vous-même les plus proches'),
    why: text('A post reaches a part of them only.', 'Une publication n’en touche qu’une partie.'),
    how: [
      text(
        'Write to them one by one, and ask for another way to reach them.',
        'Écrivez-leur un par un, et demandez un autre moyen de les joindre.',
      ),
    ],
  },
  'farewell.post': {
    title: text('Say goodbye, and where you go', 'Dites au revoir, et où vous allez'),
    why: text('People look for you where they last saw you.', 'On vous cherchera là où l’on vous a vu en dernier.'),
    how: [
      text(
        'Post it, pin it, and leave it up for some days before closing.',
        'Publiez-le, épinglez-le, et laissez-le quelques jours avant de fermer.',
      ),
      text('Nothing is posted by Adieu.', 'Adieu ne publie rien.'),
    ],
  },
  'farewell.bio': {
    title: text('Put it into your bio', 'Écrivez-le dans votre bio'),
    why: text(
      'It is the last thing that can be read before the account disappears.',
      'C’est la dernière chose qu’on peut lire avant que le compte ne disparaisse.',
    ),
    how: [text('One line: where people will find you.', 'Une ligne : où l’on vous retrouvera.')],
  },
  'close.account': {
    title: text('Close the account', 'Fermez le compte'),
    why: text(
      'Adieu shows the way and never presses the last button: it is yours.',
      'Adieu montre le chemin et n’appuie jamais sur le dernier bouton : il est à vous.',
    ),
    how: [],
  },
  'close.ask': {
    title: text('Write down the way to close it', 'Notez le chemin de la fermeture'),
    why: text('Nobody we can name says where the button is.', 'Aucune source que nous puissions nommer ne dit où est le bouton.'),
    how: [
      text(
        'Look for “delete account” or “close account” in Settings; write down what you find.',
        'Cherchez « delete account » ou « close account » dans les réglages ; notez ce que vous trouvez.',
      ),
      text('If there is no button, a letter asks for the erasure.', 'S’il n’y a pas de bouton, une lettre demande l’effacement.'),
    ],
  },
  'grace.last-day': {
    title: text('Write down the last day', 'Notez le dernier jour'),
    why: text(
      'Nobody we can name says for how long this account can come back. The network may show a date when you close it.',
      'Aucune source que nous puissions nommer ne dit combien de temps ce compte peut revenir. Le réseau affiche peut-être une date à la fermeture.',
    ),
    how: [
      text(
        'Look at the page and the mail that confirm the closing, and tell Adieu the date.',
        'Regardez la page et l’e-mail de confirmation, et donnez la date à Adieu.',
      ),
      text(
        'Until then, act as if every sign-in could bring it back.',
        'D’ici là, faites comme si toute connexion pouvait le ranimer.',
      ),
    ],
  },
  'grace.apps': {
    title: text('Sign out and remove the app everywhere', 'Déconnectez-vous et retirez l’application partout'),
    why: text(
      'An app that is still signed in can bring the account back by itself.',
      'Une application encore connectée peut ranimer le compte d’elle-même.',
    ),
    how: [
      text(
        'Phone, tablet, computer, television: remove the app, and close the site’s tabs.',
        'Téléphone, tablette, ordinateur, télévision : retirez l’application et fermez les onglets du site.',
      ),
      text(
        'Delete the saved password, so that nothing fills it in for you.',
        'Supprimez le mot de passe enregistré, pour que rien ne le remplisse à votre place.',
      ),
    ],
  },
  'grace.log-in-with': {
    title: text('Press no “log in with” button of this network', 'N’appuyez sur aucun bouton « se connecter avec » ce réseau'),
    why: text('On another site it counts as signing in here.', 'Sur un autre site, cela compte comme une connexion ici.'),
    how: [text('Set another way to log in on those sites.', 'Choisissez une autre connexion sur ces sites.')],
  },
  'grace.old-devices': {
    title: text('Think of the old phone', 'Pensez au vieux téléphone'),
    why: text(
      'A device in a drawer, or with somebody else, may still be signed in.',
      'Un appareil au fond d’un tiroir, ou chez quelqu’un d’autre, est peut-être encore connecté.',
    ),
    how: [text('Sign out there, or reset it.', 'Déconnectez-le, ou réinitialisez-le.')],
  },
  'grace.schedulers': {
    title: text('Stop everything that posts for you', 'Arrêtez tout ce qui publie pour vous'),
    why: text(
      'A scheduled post or a linked tool signs in on its own.',
      'Une publication programmée ou un outil relié se connecte tout seul.',
    ),
    how: [
      text(
        'Remove the account from schedulers, bridges and linked services.',
        'Retirez le compte des outils de programmation, passerelles et services reliés.',
      ),
    ],
  },
  'confirm.look': {
    title: text('Look from outside whether it is gone', 'Vérifiez de l’extérieur qu’il a disparu'),
    why: text(
      'Only a look that is not signed in shows what others see. A deactivated account can look the same, so look again after the last day.',
      'Seul un regard non connecté montre ce que voient les autres. Un compte désactivé peut paraître identique : regardez encore après le dernier jour.',
    ),
    how: [
      text('Let Adieu look, on two different days.', 'Laissez Adieu regarder, deux jours différents.'),
      text(
        'Or look yourself in a private window, signed in nowhere.',
        'Ou regardez vous-même dans une fenêtre privée, sans être connecté.',
      ),
    ],
  },
  'confirm.erasure': {
    title: text('Wait until the data are said to be erased', 'Attendez la date annoncée de l’effacement'),
    why: text(
      'Gone from sight is not yet erased. The network names a time, or the law does.',
      'Invisible n’est pas encore effacé. Le réseau annonce un délai, ou la loi en fixe un.',
    ),
    how: [
      text(
        'If you want it in writing, a letter asks for confirmation of the erasure.',
        'Pour l’avoir par écrit, une lettre demande la confirmation de l’effacement.',
      ),
    ],
  },
  'done.receipt': {
    title: text('File the receipt', 'Classez le reçu'),
    why: text(
      'It says what was asked, given and done, and when; you may need it in years.',
      'Il dit ce qui a été demandé, donné et fait, et quand ; vous en aurez peut-être besoin dans des années.',
    ),
    how: [text('Write it as PDF, and keep it with the open copy.', 'Écrivez-le en PDF et gardez-le avec la copie ouverte.')],
  },
} as const satisfies Record<string, Words>;
export type GenericTask = keyof typeof taskWords;

interface Prerequisite {
  readonly title: Text;
  readonly why: Text;
  /** What to look for where nobody we can name says how it is here. */
  readonly look: Text;
  readonly asks: Question | null;
}

/** What is settled before closing, by the names of the facts. */
export const prerequisiteWords = {
  balance: {
    title: text('Empty the balance', 'Videz le solde'),
    why: text(
      'What is left on the account is usually lost with it.',
      'Ce qui reste sur le compte est en général perdu avec lui.',
    ),
    look: text(
      'Look for a balance, coins or credits in Settings; write down what you find.',
      'Cherchez un solde, des pièces ou des crédits dans les réglages ; notez ce que vous trouvez.',
    ),
    asks: 'money',
  },
  creatorPayouts: {
    title: text('Have what you earned paid out', 'Faites-vous verser ce que vous avez gagné'),
    why: text('A payout that is under way needs the account.', 'Un versement en cours a besoin du compte.'),
    look: text(
      'Look for payouts or earnings in Settings; write down what you find.',
      'Cherchez les versements ou les revenus dans les réglages ; notez ce que vous trouvez.',
    ),
    asks: 'money',
  },
  subscriptions: {
    title: text('Cancel what renews itself', 'Résiliez ce qui se renouvelle'),
    why: text(
      'A subscription can go on costing money after the account is closed.',
      'Un abonnement peut continuer à coûter après la fermeture du compte.',
    ),
    look: text(
      'Look for subscriptions in Settings and in the app store; write down what you find.',
      'Cherchez les abonnements dans les réglages et dans le magasin d’applications ; notez ce que vous trouvez.',
    ),
    asks: 'money',
  },
  adAccounts: {
    title: text('Close the ad account', 'Fermez le compte publicitaire'),
    why: text(
      'Ads that still run keep costing money, and invoices are kept there.',
      'Les publicités en cours continuent de coûter, et les factures sont là.',
    ),
    look: text(
      'Look for ads in Settings: stop them, save the invoices; write down what you find.',
      'Cherchez les publicités dans les réglages : arrêtez-les, gardez les factures ; notez ce que vous trouvez.',
    ),
    asks: 'pages',
  },
  ownedPagesGroups: {
    title: text('Hand over what you own here', 'Transmettez ce qui vous appartient ici'),
    why: text(
      'Pages, groups and servers may go with you, or be left without anybody.',
      'Pages, groupes et serveurs peuvent partir avec vous, ou rester sans personne.',
    ),
    look: text(
      'Look for pages, groups or servers of yours; name another owner; write down what you find.',
      'Cherchez vos pages, groupes ou serveurs ; nommez un autre propriétaire ; notez ce que vous trouvez.',
    ),
    asks: 'pages',
  },
  businessManager: {
    title: text('Leave the business tools', 'Quittez les outils professionnels'),
    why: text(
      'They can hang on your account, and others may lose access with you.',
      'Ils peuvent dépendre de votre compte, et d’autres perdraient l’accès avec vous.',
    ),
    look: text(
      'Look for business or creator tools in Settings; write down what you find.',
      'Cherchez les outils professionnels ou de création dans les réglages ; notez ce que vous trouvez.',
    ),
    asks: 'pages',
  },
  signInWith: {
    title: text('Give other sites another way to log in', 'Donnez aux autres sites une autre connexion'),
    why: text(
      'Where you log in with this account, you may be locked out.',
      'Là où vous vous connectez avec ce compte, vous pourriez rester dehors.',
    ),
    look: text(
      'Look in Settings for connected apps and sites; set a password there; write down what you find.',
      'Cherchez dans les réglages les applications et sites connectés ; créez-y un mot de passe ; notez ce que vous trouvez.',
    ),
    asks: 'logins',
  },
  linkedAccounts: {
    title: text('Part it from other accounts', 'Séparez-le des autres comptes'),
    why: text('A linked account can go with it, or bring it back.', 'Un compte relié peut partir avec lui, ou le ranimer.'),
    look: text(
      'Look for linked accounts in Settings; write down what you find.',
      'Cherchez les comptes reliés dans les réglages ; notez ce que vous trouvez.',
    ),
    asks: 'logins',
  },
  twoFactorDevice: {
    title: text('Keep what proves that it is you', 'Gardez ce qui prouve que c’est vous'),
    why: text('Closing may ask for a code or the password.', 'La fermeture peut demander un code ou le mot de passe.'),
    look: text(
      'Make sure that you can still receive codes and know the password.',
      'Vérifiez que vous recevez encore les codes et connaissez le mot de passe.',
    ),
    asks: null,
  },
  other: {
    title: text('Settle what is special here', 'Réglez ce qui est propre à ce réseau'),
    why: text('It is easier while the account is open.', 'C’est plus simple tant que le compte est ouvert.'),
    look: text('Nothing special is known.', 'Rien de particulier n’est connu.'),
    asks: null,
  },
} as const satisfies Record<string, Prerequisite>;
export type PrerequisiteName = keyof typeof prerequisiteWords;
export const prerequisiteNames = Object.keys(prerequisiteWords) as PrerequisiteName[];

/** Where the facts leave the request open. */
export const requestWords = {
  unknownSteps: text(
    'Look for “download your data” in Settings; write down what you find.',
    'Cherchez « download your data » dans les réglages ; notez ce que vous trouvez.',
  ),
  format: (format: Text): Text => text(`Choose this format: ${format.en}.`, `Choisissez ce format : ${format.fr}.`),
  tell: text(
    'Tell Adieu when you have asked: the clock begins then.',
    'Dites à Adieu quand c’est fait : le compte commence alors.',
  ),
} as const;

/** What is said instead where the network gives no export that is known of. */
export const withoutExport: Readonly<Partial<Record<GenericTask, Words>>> = {
  'wait.ready': {
    title: text('Wait for the answer, if you asked in writing', 'Attendez la réponse, si vous avez écrit'),
    why: text(
      'No export is being made. What you asked for by letter comes by mail or by post, within the period of the law.',
      'Aucun export n’est en préparation. Ce que vous avez demandé par lettre arrive par e-mail ou par la poste, dans le délai que fixe la loi.',
    ),
    how: [
      text('If something came, tell Adieu on which day.', 'Si quelque chose est arrivé, dites à Adieu quel jour.'),
      text(
        'If you asked for nothing in writing, leave this out.',
        'Si vous n’avez rien demandé par écrit, laissez cette tâche de côté.',
      ),
    ],
  },
  'collect.import': {
    title: text('Save what matters by hand and open it in Adieu', 'Enregistrez vous-même ce qui compte et ouvrez-le dans Adieu'),
    why: text(
      'Only what is on your computer is yours. Adieu keeps the files as they are.',
      'Seul ce qui est sur votre ordinateur est à vous. Adieu garde les fichiers tels quels.',
    ),
    how: [
      text(
        'Save pages, pictures and texts as files while the account is open.',
        'Enregistrez pages, images et textes en fichiers tant que le compte est ouvert.',
      ),
      text('Drop them into Adieu together.', 'Déposez-les ensemble dans Adieu.'),
    ],
  },
};
