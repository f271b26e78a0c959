/**
 * Names and posts a stranger could have chosen to harm who reads them. Wherever one appears (a window, an open copy, a spreadsheet, a terminal) it is text
 * and does nothing.
 */
import { once } from 'node:events';
import { ZipFile } from 'yazl';

const bell = '\u0007';
const escape = '\u001b';

export const hostileTexts: readonly string[] = [
  // Markup
  '<script>window.harmed=1</script>',
  '"><img src=x onerror=window.harmed=1>',
  "'><svg/onload=window.harmed=1>",
  '</textarea></title></style></script><script>window.harmed=1</script>',
  '<iframe srcdoc="<script>parent.harmed=1</script>"></iframe>',
  '<style>body{display:none}</style>',
  '<link rel=stylesheet href=//elsewhere.example/x.css>',
  '<meta http-equiv=refresh content="0;url=http://elsewhere.example/">',
  '<base href=http://elsewhere.example/>',
  '<form action=http://elsewhere.example/><button autofocus>',
  '<a href="javascript:window.harmed=1">a</a>',
  '<!--',
  ']]>',
  '&lt;b&gt;&amp;&quot;&#39;&nbsp;&#x3c;',
  // Addresses
  'javascript:window.harmed=1',
  'JaVaScRiPt\n:window.harmed=1',
  'data:text/html,<script>window.harmed=1</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '//elsewhere.example/x',
  'http://elsewhere.example/" onmouseover="window.harmed=1',
  // Templates, patterns, messages
  '{count, plural, one {#} other {#}}',
  "{0} {name} '{' }}}} {{constructor.constructor('window.harmed=1')()}}",
  '${window.harmed=1}',
  '<b>{x}</b> <0>y</0>',
  '%s %n %d %00 %2e%2e%2f',
  '$& $1 $` \\u0041 \\x41 \\0',
  // Spreadsheets
  '=HYPERLINK("http://elsewhere.example/","click")',
  "=cmd|' /C calc'!A0",
  '+1+cmd|x',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  'a","b\r\n=1+1',
  // Writing direction, invisible and joined characters
  '\u202egnp.exe\u202c',
  '\u2066\u2067\u2068 never closed',
  'שלום עולם مرحبا',
  'zero\u200bwidth\u200c\u200d\ufeff',
  '\u00ad\u034f\u061c\u180e\u2060',
  'Z̴̧̢̛a̵l̶g̷o̸'.repeat(8),
  '👨‍👩‍👧‍👦🏳️‍🌈\ud83c\udff4\u{e0067}\u{e0062}\u{e007f}',
  'ﷺ﷽',
  // Searching
  '" OR "1"="1',
  "'; DROP TABLE records; --",
  'NEAR("a" "b", 0) AND NOT * ^ : ( )',
  '\u0000before and after\u0000nothing',
  // Terminals
  `${escape}[2J${escape}]0;harmed${bell}${escape}[31m`,
  `${escape}]8;;http://elsewhere.example/${bell}click${escape}]8;;${bell}`,
  'line one\r\nline two\u2028line three\u2029line four\u0085line five\u000bline six',
  // Names of things
  '__proto__',
  'constructor',
  'toString',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  'CON',
  'null',
  'undefined',
  'NaN',
  '',
  ' ',
  '0',
  // Size
  'x'.repeat(20_000),
  `${'a '.repeat(5_000)}end`,
  '<'.repeat(2_000),
];

/** A TikTok export in which every name, post, message, comment and search is one of the hostile texts. */
export async function hostileTikTok(texts: readonly string[] = hostileTexts): Promise<Buffer> {
  const date = (index: number) => new Date(Date.UTC(2024, 0, 1, 0, 0, index)).toISOString().slice(0, 19).replace('T', ' ');
  const each = (make: (text: string, date: string) => object) => texts.map((text, index) => make(text, date(index)));
  const people = (list: string) => ({ [list]: each((UserName, Date) => ({ Date, UserName })) });
  const chats = each((Content, Date) => ({ Date, From: Content, Content }));
  const document = {
    Comment: { Comments: { CommentsList: each((comment, date) => ({ date, comment, url: comment })) } },
    'Direct Message': {
      'Direct Messages': {
        ChatHistory: Object.fromEntries(texts.map((text, index) => [`Chat History with ${text}:`, [chats[index]]])),
      },
    },
    'Likes and Favorites': { 'Like List': { ItemFavoriteList: each((link, date) => ({ date, link })) } },
    Post: {
      Posts: { VideoList: each((Title, Date) => ({ Date, Title, Link: Title, Likes: '1', Sound: Title, Location: Title })) },
    },
    'Profile And Settings': {
      'Block List': people('BlockList'),
      Follower: people('FansList'),
      Following: people('Following'),
      'Profile Info': {
        ProfileMap: { userName: 'hostile', displayName: texts[0], bioDescription: texts[1], profilePhoto: texts[2] },
      },
    },
    'Your Activity': {
      Searches: { SearchList: each((SearchTerm, Date) => ({ Date, SearchTerm })) },
      'Login History': { LoginHistoryList: each((IP, Date) => ({ Date, IP, DeviceModel: IP, Carrier: IP })) },
    },
  };
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(document)), 'user_data_tiktok.json');
  zip.end();
  const parts: Buffer[] = [];
  zip.outputStream.on('data', (part: Buffer) => parts.push(part));
  await once(zip.outputStream, 'end');
  return Buffer.concat(parts);
}
