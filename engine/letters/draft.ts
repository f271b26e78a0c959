/**
 * A letter as a draft for the person's own mail program (RFC 5322; `X-Unsent: 1` makes it one that is still to be sent). Nothing is sent from here. Where no address is known,
 * there is no `To`: the person fills it in.
 */
import type MailComposerType from 'nodemailer/lib/mail-composer';
import { recipientOf, type Letter } from './letter.ts';
import { plainLetter, type LetterText } from './text.ts';

export async function letterDraft(letter: Letter, text: LetterText): Promise<Buffer> {
  const { default: MailComposer } = (await import('nodemailer/lib/mail-composer')) as { default: typeof MailComposerType };
  const to = recipientOf(letter);
  const { name, email } = letter.form;
  const composer = new MailComposer({
    ...(email === null ? {} : { from: { name, address: email } }),
    ...(to.email === null ? {} : { to: { name: to.name, address: to.email } }),
    subject: text.subject,
    text: plainLetter(text),
    date: new Date(`${letter.day}T12:00:00Z`),
    messageId: `<${letter.id}@adieu.invalid>`,
    headers: { 'X-Unsent': '1' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
