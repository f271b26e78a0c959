/** The text of a letter, from what stands in it and nothing else: the same letter gives the same text. */
import { Temporal } from 'temporal-polyfill';
import { assertNever } from '../../shared/errors.ts';
import type { Language, ProtectingLaw, Text } from '../../shared/facts/index.ts';
import { labelled, text } from '../departures/words.ts';
import { asked, deadlineOf } from './deadlines.ts';
import { recipientOf, type Earlier, type Letter, type Recipient } from './letter.ts';
import { complaints, requests } from './requests.ts';

export type LetterBlock =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'list'; readonly items: readonly string[] };

export interface LetterText {
  readonly language: Language;
  /** Lines. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly date: string;
  readonly subject: string;
  readonly body: readonly LetterBlock[];
  readonly signed: string;
  readonly enclosed: readonly string[];
}

export function letterText(letter: Letter): LetterText {
  return new Writer(letter).text();
}

/** As plain text. */
export function plainLetter({ from, to, date, subject, language, body, signed, enclosed }: LetterText): string {
  const parts = [
    from.join('\n'),
    to.join('\n'),
    date,
    labelled(letterWords.subject[language], subject, language),
    ...body.map((block) => (block.type === 'text' ? block.text : block.items.map((item) => `- ${item}`).join('\n'))),
    signed,
    ...(enclosed.length === 0 ? [] : [labelled(letterWords.enclosed[language], enclosed.join(' · '), language)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

class Writer {
  readonly #letter: Letter;
  readonly #language: Language;

  constructor(letter: Letter) {
    this.#letter = letter;
    this.#language = letter.language;
  }

  text(): LetterText {
    const { form, day } = this.#letter;
    return {
      language: this.#language,
      from: [form.name, ...this.#lines(form.address), ...this.#lines(form.email)],
      to: this.#addressee(recipientOf(this.#letter)),
      date: this.#day(day),
      subject: this.#subject(),
      body: this.#body(),
      signed: form.name,
      enclosed: this.#letter.before.map((one) => `${this.#say(kindWords[one.kind])}, ${this.#day(one.sent)}`),
    };
  }

  #subject(): string {
    const { kind, law, matter } = this.#letter;
    const account = this.#account();
    const right = matter === 'access' ? law.access.value : law.erasure.value;
    const cited = (article: Text | null): string => (article === null ? '' : ` (${this.#say(article)})`);
    switch (kind) {
      case 'access':
      case 'erasure':
        return `${this.#matter(subjectWords[kind])}${cited(right)} — ${account}`;
      case 'reminder':
        return `${this.#say(subjectWords.reminder)} ${this.#matter(matterWords[matter])}${cited(right)} — ${account}`;
      case 'complaint':
        return `${this.#say(complaints[law.law].title)}${cited(law.complaint.value)} — ${this.#letter.controller.name}, ${account}`;
      default:
        return assertNever(kind);
    }
  }

  #body(): LetterBlock[] {
    const { kind } = this.#letter;
    const between = kind === 'reminder' ? this.#reminder() : kind === 'complaint' ? this.#complaint() : this.#request(kind);
    return [this.#p(letterWords.hello), ...between, this.#p(letterWords.bye)];
  }

  #request(kind: 'access' | 'erasure'): LetterBlock[] {
    const { law, form } = this.#letter;
    const { opening, list, also, closing } = requests[law.law][kind];
    const answer = kind === 'access' ? law.answerAccess.value : law.answerErasure.value;
    const period = this.#period(answer?.period ?? asked.request);
    const ask =
      answer === null
        ? this.#fill(letterWords.pleaseAnswer, { period })
        : this.#fill(letterWords.answerBy, { period, article: this.#say(answer.article) });
    return [
      this.#plain([...this.#holder(), this.#situation()].filter((part) => part !== '').join(' ')),
      ...this.#say(opening)
        .split('\n')
        .map((part) => this.#plain(part)),
      { type: 'list', items: list.map((one) => this.#say(one)) },
      ...also.map((one) => this.#p(one)),
      ...this.#more(form.more),
      this.#plain([ask, ...closing.slice(0, 1).map((one) => this.#say(one))].join(' ')),
      ...closing.slice(1).map((one) => this.#p(one)),
    ];
  }

  #reminder(): LetterBlock[] {
    const { before, law, matter, form, authority } = this.#letter;
    const [request] = before;
    const right = matter === 'access' ? law.access.value : law.erasure.value;
    const ended = request?.deadline ?? null;
    const article = request === undefined ? null : this.#articleOf(request);
    const happened = [
      this.#fill(letterWords.sentRequest, {
        day: this.#day(request?.sent ?? this.#letter.day),
        what: this.#matter(matterWords[matter]),
        article: right === null ? '' : ` (${this.#say(right)})`,
        account: this.#account(),
      }),
      ...before.slice(1).map((one) => this.#fill(letterWords.reminded, { day: this.#day(one.sent) })),
      ...(request === undefined ? [] : this.#answered(request)),
      ...(ended === null
        ? []
        : [
            article === null
              ? this.#fill(letterWords.askedUntil, { day: this.#day(ended) })
              : this.#fill(letterWords.periodEnded, { day: this.#day(ended), article: this.#say(article) }),
          ]),
    ];
    const next = law.complaint.value;
    return [
      this.#plain(happened.join(' ')),
      this.#plain(this.#fill(letterWords.standBy, { period: this.#period(asked.reminder) })),
      ...this.#more(form.more),
      ...(law.law === 'uk' ? [this.#p(letterWords.ukComplaint)] : []),
      ...(law.law === 'quebec' ? [this.#p(letterWords.deemedRefused)] : []),
      ...(next === null
        ? []
        : [
            this.#plain(
              this.#fill(letterWords.willComplain, {
                authority: authority === null ? this.#say(letterWords.theAuthority) : authority.name,
                article: this.#say(next),
              }),
            ),
          ]),
    ];
  }

  #complaint(): LetterBlock[] {
    const { law, controller, before, matter, form } = this.#letter;
    const { broken, asks } = complaints[law.law];
    const right = matter === 'access' ? law.access.value : law.erasure.value;
    const [request] = before;
    const article = request === undefined ? null : this.#articleOf(request);
    const against = [controller.name, bareAddress(controller), controller.email].flatMap((part) => part ?? []).join(', ');
    const items = before.flatMap((one, index) => [
      this.#dated(
        one.sent,
        index === 0
          ? this.#fill(letterWords.iAsked, {
              what: this.#matter(matterWords[matter]),
              article: right === null ? '' : ` (${this.#say(right)})`,
            })
          : this.#say(letterWords.iReminded),
      ),
      ...(one.answered === null ? [] : [this.#dated(one.answered.on, this.#say(answerWords[one.answered.how]))]),
      ...(index === 0 && one.deadline !== null && one.answered?.how !== 'refused'
        ? [
            this.#dated(
              one.deadline,
              article === null
                ? this.#say(letterWords.askedEnd)
                : this.#fill(letterWords.periodEnd, { article: this.#say(article) }),
            ),
          ]
        : []),
    ]);
    const silent = before.every(({ answered }) => answered === null);
    return [
      this.#plain(this.#fill(letterWords.against, { who: against, network: this.#letter.network })),
      this.#plain([...this.#holder(), this.#situation('past')].filter((part) => part !== '').join(' ')),
      this.#p(letterWords.happened),
      { type: 'list', items },
      ...(silent ? [this.#p(letterWords.silence)] : []),
      ...this.#more(form.more),
      this.#plain(this.#fill(letterWords.broken, { articles: this.#say(broken[matter]) })),
      this.#p(asks),
    ];
  }

  /** Which account, and how it can be found. */
  *#holder(): Generator<string> {
    const { form } = this.#letter;
    yield this.#fill(letterWords.holder, { account: this.#account() });
    if (form.accountEmail !== null) yield this.#fill(letterWords.registered, { email: form.accountEmail });
    if (form.accountUrl !== null) yield this.#fill(letterWords.address, { url: form.accountUrl });
  }

  #situation(tense: 'now' | 'past' = 'now'): string {
    const { situation, since } = this.#letter.form;
    if (situation === 'open') return '';
    const words = situationWords[situation];
    const said = since === null ? this.#say(words.plain) : this.#fill(words.since, { day: this.#day(since) });
    return tense === 'now' ? `${said} ${this.#say(letterWords.inWriting)}` : said;
  }

  #answered({ answered }: Earlier): string[] {
    if (answered === null) return [this.#say(letterWords.noAnswer)];
    return [this.#fill(answeredWords[answered.how], { day: this.#day(answered.on) })];
  }

  #articleOf(request: Earlier): Text | null {
    const { law, matter } = this.#letter;
    return deadlineOf({ ...request, matter, law })?.article ?? null;
  }

  #more(more: string | null): LetterBlock[] {
    return more === null ? [] : more.split(/\r?\n/).flatMap((part) => (part.trim() === '' ? [] : [this.#plain(part.trim())]));
  }

  #addressee(to: Recipient): string[] {
    const charge =
      this.#letter.law.law === 'quebec' && this.#letter.kind !== 'complaint' ? [this.#say(letterWords.inCharge)] : [];
    return [to.name, ...charge, ...this.#lines(bareAddress(to)), ...this.#lines(to.email)];
  }

  #dated(day: string, what: string): string {
    return labelled(this.#day(day), what, this.#language);
  }

  #lines(given: string | null): string[] {
    return given === null || given === '' ? [] : given.split(/\r?\n/);
  }

  #account(): string {
    const { handle, network } = this.#letter;
    const name = /^(?!\d+$)[\p{L}\p{N}_.]{1,64}$/u.test(handle) ? `@${handle}` : handle;
    return this.#fill(letterWords.accountOn, { name, network });
  }

  #period(period: string): string {
    const { months, days } = Temporal.Duration.from(period);
    if (months > 0) return this.#say(months === 1 ? letterWords.oneMonth : text(`${months} months`, `de ${months}\u00a0mois`));
    return this.#say(text(`${days} days`, `de ${days}\u00a0jours`));
  }

  #day(day: string): string {
    const date = new Date(`${day}T12:00:00Z`);
    const locale = this.#language === 'fr' ? 'fr-FR' : 'en-GB';
    const said = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
    return this.#language === 'fr' ? said.replace(/^1 /, '1er ') : said;
  }

  #matter(words: Text): string {
    const instead = data[this.#letter.law.law];
    const said = this.#say(words);
    return instead === undefined ? said : said.replace(/personal data|données personnelles/, this.#say(instead));
  }

  #fill(words: Text, values: Readonly<Record<string, string>>): string {
    return this.#say(words).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }

  #p(words: Text): LetterBlock {
    return this.#plain(this.#say(words));
  }

  #plain(said: string): LetterBlock {
    return { type: 'text', text: said };
  }

  #say(words: Text): string {
    return words[this.#language];
  }
}

/** Some addresses begin with the name itself. */
function bareAddress({ name, address }: Recipient): string | null {
  return address?.startsWith(name) === true ? address.slice(name.length).replace(/^[,\s]+/, '') : address;
}

/** Two of the laws do not speak of personal data. */
const data: Partial<Record<ProtectingLaw, Text>> = {
  ccpa: text('personal information', 'informations personnelles'),
  quebec: text('personal information', 'renseignements personnels'),
};

export const kindWords = {
  access: text('Request for access', 'Demande d’accès'),
  erasure: text('Request for erasure', 'Demande d’effacement'),
  reminder: text('Reminder', 'Relance'),
  complaint: text('Complaint', 'Réclamation'),
} as const;

const subjectWords = {
  access: text(
    'Request for access to my personal data and a copy of it',
    'Demande d’accès à mes données personnelles et de copie',
  ),
  erasure: text('Request for erasure of my personal data', 'Demande d’effacement de mes données personnelles'),
  reminder: text('Reminder of my request for', 'Relance de ma demande'),
} as const;

const matterWords = {
  access: text('access to my personal data', 'd’accès à mes données personnelles'),
  erasure: text('erasure of my personal data', 'd’effacement de mes données personnelles'),
} as const;

const answerWords = {
  done: text('it said that it had done what I asked.', 'il a indiqué avoir fait ce que je demandais.'),
  extended: text('it asked for more time.', 'il a demandé un délai supplémentaire.'),
  refused: text('it refused, or did not do what I had asked.', 'il a refusé, ou n’a pas fait ce que je demandais.'),
} as const;

const answeredWords = {
  done: text('On {day} you said that you had done it.', 'Le {day}, vous avez indiqué l’avoir fait.'),
  extended: text('On {day} you asked for more time.', 'Le {day}, vous avez demandé un délai supplémentaire.'),
  refused: text(
    'On {day} you refused, or did not do all that I had asked.',
    'Le {day}, vous avez refusé, ou n’avez pas fait tout ce que je demandais.',
  ),
} as const;

const situationWords = {
  locked: {
    plain: text('The account is locked; I cannot sign in.', 'Le compte est bloqué ; je ne peux pas m’y connecter.'),
    since: text(
      'The account has been locked since {day}; I cannot sign in.',
      'Le compte est bloqué depuis le {day} ; je ne peux pas m’y connecter.',
    ),
  },
  lost: {
    plain: text('I no longer have access to the account.', 'Je n’ai plus accès au compte.'),
    since: text('I have had no access to the account since {day}.', 'Je n’ai plus accès au compte depuis le {day}.'),
  },
  'no-button': {
    plain: text(
      'I looked in the account for a way to do this and found none.',
      'J’ai cherché dans le compte un moyen de le faire, sans en trouver.',
    ),
    since: text(
      'On {day} I looked in the account for a way to do this and found none.',
      'Le {day}, j’ai cherché dans le compte un moyen de le faire, sans en trouver.',
    ),
  },
} as const;

export const letterWords = {
  subject: text('Subject', 'Objet'),
  enclosed: text('Enclosed', 'Pièces jointes'),
  hello: text('Dear Sir or Madam,', 'Madame, Monsieur,'),
  bye: text('Yours faithfully,', 'Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.'),
  accountOn: text('account {name} on {network}', 'compte {name} sur {network}'),
  inCharge: text(
    'To the person in charge of the protection of personal information',
    'À l’attention de la personne responsable de la protection des renseignements personnels',
  ),
  holder: text('I hold the {account}.', 'Je suis titulaire du {account}.'),
  registered: text('It is registered with the e-mail address {email}.', 'Il est enregistré avec l’adresse e-mail {email}.'),
  address: text('Its address is {url}.', 'Son adresse est {url}.'),
  inWriting: text('I therefore make this request in writing.', 'Je présente donc cette demande par écrit.'),
  answerBy: text(
    'Please answer without delay, and at the latest within {period} of receiving this letter ({article}).',
    'Veuillez me répondre sans retard, et au plus tard dans un délai {period} à compter de la réception de cette lettre ({article}).',
  ),
  pleaseAnswer: text(
    'Please answer within {period} of receiving this letter.',
    'Veuillez me répondre dans un délai {period} à compter de la réception de cette lettre.',
  ),
  oneMonth: text('one month', 'd’un mois'),
  sentRequest: text(
    'On {day} I sent you a request for {what}{article}, concerning my {account}.',
    'Le {day}, je vous ai adressé une demande {what}{article}, concernant mon {account}.',
  ),
  reminded: text('I reminded you of it on {day}.', 'Je vous ai relancé le {day}.'),
  noAnswer: text('I have received no answer.', 'Je n’ai pas reçu de réponse.'),
  periodEnded: text(
    'The period for your answer ended on {day} ({article}).',
    'Le délai de réponse a expiré le {day} ({article}).',
  ),
  askedUntil: text('I had asked for an answer by {day}.', 'J’avais demandé une réponse pour le {day}.'),
  standBy: text(
    'I stand by my request in full; a copy is enclosed. Please fulfil it now, within {period} of receiving this letter.',
    'Je maintiens ma demande dans son intégralité ; une copie est jointe. Veuillez y satisfaire maintenant, dans un délai {period} à compter de la réception de cette lettre.',
  ),
  ukComplaint: text(
    'This letter is also a complaint to you under section 164A of the Data Protection Act 2018; please acknowledge it within 30 days.',
    'Cette lettre vaut également réclamation auprès de vous au titre de la section 164A du Data Protection Act 2018 ; veuillez en accuser réception dans les 30 jours.',
  ),
  deemedRefused: text(
    'Without an answer within 30 days, a request is deemed refused (section 32 of the Act, CQLR, c. P-39.1).',
    'À défaut de réponse dans les 30 jours, une demande est réputée refusée (article 32 de la Loi, RLRQ, c. P-39.1).',
  ),
  theAuthority: text('the competent authority', 'l’autorité compétente'),
  willComplain: text(
    'If I have no full answer by then, I will turn to the following authority: {authority} ({article}).',
    'Sans réponse complète d’ici là, je saisirai l’autorité suivante : {authority} ({article}).',
  ),
  against: text(
    'This letter is about {who}, responsible for my data on {network}.',
    'La présente lettre concerne {who}, responsable de mes données sur {network}.',
  ),
  happened: text('What happened:', 'Les faits :'),
  iAsked: text('I sent a request for {what}{article}.', 'j’ai adressé une demande {what}{article}.'),
  iReminded: text('I sent a reminder.', 'j’ai adressé une relance.'),
  periodEnd: text('the period for the answer ended ({article}).', 'le délai de réponse a expiré ({article}).'),
  askedEnd: text('the day by which I had asked for an answer.', 'jour pour lequel j’avais demandé une réponse.'),
  silence: text('To this day I have received no answer.', 'À ce jour, je n’ai reçu aucune réponse.'),
  broken: text('In my view this infringes {articles}.', 'J’estime que cela enfreint {articles}.'),
} as const;
