/** Reminders: told in the page, and what Settings says of them. */
export const remindersEn = {
  'reminders.label': 'Dates that have come',
  'reminders.dismiss': 'Seen',
  'reminders.of': '{network} · {handle}',
  'settings.reminders': 'Reminders',
  'settings.reminders.system':
    'Your system’s notifications tell you of a date while Adieu runs, and after the computer slept. They name the network, never the account.',
  'settings.reminders.page':
    'Adieu reminds you while this window is open. To be reminded also when it is closed, save your dates as a calendar file: your own calendar tells you then.',
  'settings.reminders.calendar': 'Go to the calendar',
  'settings.stay': 'Start with the computer and stay in the tray',
  'settings.stayText':
    'Adieu then starts by itself when you log in, without a window, and goes on when you close the window, so that no reminder is missed. It does nothing else there and opens no connection. Quit it from its sign in the tray.',
  'settings.stayPassphrase':
    'Your archives are protected by a passphrase: after each start of the computer, reminders come once you have opened Adieu and typed it.',
} as const;
