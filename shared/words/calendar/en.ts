/** The calendar of all departures. */
export const calendarEn = {
  'nav.calendar': 'Calendar',
  'calendar.title': 'Calendar',
  'calendar.lead': 'Every date of your departures: what is over, what is to come, and what it means.',
  'calendar.none': 'No dates yet',
  'calendar.noneText':
    'Dates come with a departure: when an export should be there, when its link dies, the last day to change your mind. They will stand here, in order.',
  'calendar.noneGo': 'Go to the first screen',
  'calendar.which': 'Show',
  'calendar.all': 'All departures',
  'calendar.one': '{network} · {handle}',
  'calendar.save': 'Save as a calendar file',
  'calendar.saved': 'The calendar file was handed over.',
  'calendar.saveHint':
    'For any calendar program (.ics). It tells you also when Adieu is closed. What has happened already is not in it.',
  'calendar.past': '{count, plural, one {What is over: # date} other {What is over: # dates}}',
  'calendar.today': 'Today, {date}',
  'calendar.nothingAhead': 'Nothing is to come.',
  'calendar.in': '{days, plural, =0 {today} =1 {tomorrow} other {in # days}}',
  'calendar.ago': '{days, plural, =0 {today} =1 {yesterday} other {# days ago}}',
  'calendar.happened': 'done',
  'calendar.at': 'at {hour}',
  'calendar.unknown': 'Not known',
  'calendar.unknownText':
    'Nobody Adieu can name says when. Look for a date in the network’s own messages, and enter it in the departure.',
  'calendar.source.task': 'Reminder',
  'calendar.source.letter': 'Letter',
  'calendar.source.farewell': 'Farewell',
} as const;
