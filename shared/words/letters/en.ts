/** Words of the letters' screens, and of what is refused there. */
export const lettersEn = {
  'error.no-law.what': 'No law is chosen under which a letter could be written.',
  'error.no-law.todo':
    'Choose the law that protects you: where you live decides. For other countries Adieu knows no letters yet.',
  'error.no-controller.what': 'Adieu does not know who answers for your data under this law.',
  'error.no-controller.todo':
    'The network’s privacy policy names the company. Enter its name and address, and the letter can be written.',
  'error.no-authority.what': 'It is not known which authority is the right one.',
  'error.no-authority.todo': 'Say in which country you live.',
  'error.no-letter.what': 'There is no letter that this could follow.',
  'error.no-letter.todo': 'Write and send the request first, and say on which day it went out.',
  'error.letter-early.what': 'It is too early for this letter.',
  'error.letter-early.todo': 'The time for the answer is not over yet. When it is, Adieu offers this letter.',
  'error.no-right.what': 'This law gives no such right, as far as Adieu knows.',
  'error.no-right.todo': 'Choose another letter, or another law.',
  'error.pdf-characters.what': 'The letter holds characters that its PDF cannot show.',
  'error.pdf-characters.todo': 'Save it as text or as an e-mail draft: nothing is missing there.',
  'said.letter-sent': 'Noted: the letter went out.',
  'said.letter-answered': 'Noted: what came of the letter.',
  'history.letterWritten': 'A letter was written',
  'history.letterSent': 'A letter went out',
  'history.letterAnswered': 'What came of a letter was noted',
} as const;
