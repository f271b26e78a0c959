/**
 * Damaged and hostile inputs, one of each kind, with what has to become of them. `node tests/hostile/make.ts <folder>` writes them as files.
 * All are small: what would be large only claims to be.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { DamageReason } from '../../shared/account-of-import.ts';
import type { RefusalCode } from '../../shared/errors.ts';
import { tarOf, zipOf } from './containers.ts';

export interface HostileInput {
  readonly name: string;
  /** What is wrong with it. */
  readonly about: string;
  readonly bytes: Buffer;
  /** The whole input is refused; then nothing else is expected. */
  readonly refusal?: RefusalCode;
  /** Files that come out whole, in order. */
  readonly intact?: readonly string[];
  /** Files that break off or do not fit their checksum. */
  readonly damaged?: Readonly<Record<string, DamageReason>>;
  /** Entries that cannot be read at all: name as shown, and why. */
  readonly unreadable?: readonly (readonly [string, DamageReason])[];
  /** Damage of the container itself. */
  readonly container?: DamageReason;
}

/** Text that deflates to several pieces and differs all along. */
export function story(lines: number): string {
  return Array.from({ length: lines }, (_, i) => `{"n":${i},"text":"line ${(i * 2654435761) % 4294967296}"}\n`).join('');
}

const good = { name: 'data/tweets.js', data: story(3000) };
const other = { name: 'data/account.js', data: 'window.YTD.account.part0 = [ { "account" : { "username" : "test" } } ]' };
const whole = zipOf([good, other]);
const streamed = zipOf([
  { ...good, descriptor: true },
  { ...other, descriptor: true },
]);
const names = [good.name, other.name];
const tar = tarOf([good, other]);
const gz = gzipSync(tar);

const patched = (bytes: Buffer, at: number, by: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + by.length)]);

export const hostileInputs: readonly HostileInput[] = [
  { name: 'whole.zip', about: 'nothing is wrong', bytes: whole, intact: names },
  { name: 'whole.tar.gz', about: 'nothing is wrong', bytes: gz, intact: names },
  ...nothingInIt(),
  ...cutOff(),
  ...wrongInside(),
  ...lyingDirectories(),
  ...bombs(),
  ...hostileNames(),
  ...locked(),
  ...tars(),
  ...containersInContainers(),
];

function nothingInIt(): HostileInput[] {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(64, 7)]);
  return [
    { name: 'zero-bytes.zip', about: 'a file of no bytes', bytes: Buffer.alloc(0), refusal: 'empty-input' },
    { name: 'no-entries.zip', about: 'a zip of no entries', bytes: zipOf([]), refusal: 'empty-input' },
    { name: 'only-folders.zip', about: 'a zip of folders', bytes: zipOf([{ name: 'data/', method: 0 }]), refusal: 'empty-input' },
    { name: 'picture.zip', about: 'a picture under the name of a zip', bytes: png, intact: ['picture.zip'] },
    {
      name: 'letters.zip',
      about: 'a text that begins like a zip',
      bytes: Buffer.from('PK and other initials'),
      intact: ['letters.zip'],
    },
    {
      name: 'one-byte.zip',
      about: 'the first byte of a zip',
      bytes: Buffer.from('P'),
      intact: ['one-byte.zip'],
      container: 'cut-off',
    },
    {
      name: 'half-a-header.tar',
      about: 'less than the first header of a tar',
      bytes: tar.subarray(0, 300),
      intact: ['half-a-header.tar'],
      container: 'cut-off',
    },
    { name: 'only-magic.gz', about: 'the beginning of a gzip', bytes: gz.subarray(0, 11), refusal: 'damaged' },
    { name: 'only-magic.zip', about: 'the first four bytes of a zip', bytes: Buffer.from('PK\x03\x04'), refusal: 'damaged' },
  ];
}

function cutOff(): HostileInput[] {
  const json = '{"Activity":{"Follower List":{"FansList":[{"Date":"2024-01-01","UserName":"a"},{"Da';
  return [
    {
      name: 'cut-in-data.zip',
      about: 'a download that broke off in the first file',
      bytes: whole.subarray(0, 9000),
      damaged: { [good.name]: 'cut-off' },
      container: 'cut-off',
    },
    {
      name: 'cut-in-data-streamed.zip',
      about: 'the same, where sizes follow the data',
      bytes: streamed.subarray(0, 9000),
      damaged: { [good.name]: 'cut-off' },
      container: 'cut-off',
    },
    {
      name: 'cut-in-directory.zip',
      about: 'broken off in the directory',
      bytes: whole.subarray(0, -30),
      intact: names,
      container: 'cut-off',
    },
    {
      name: 'cut-in-directory-streamed.zip',
      about: 'the same, where sizes follow the data',
      bytes: streamed.subarray(0, -30),
      intact: names,
      container: 'cut-off',
    },
    {
      name: 'bytes-behind.zip',
      about: 'bytes behind the end',
      bytes: Buffer.concat([whole, Buffer.from('\r\n<html>session expired</html>')]),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'bytes-before.zip',
      about: 'bytes before the beginning',
      bytes: Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), whole]),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'bytes-before-and-cut.zip',
      about: 'bytes before the beginning, and broken off',
      bytes: Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), whole.subarray(0, -30)]),
      intact: names,
      container: 'cut-off',
    },
    {
      name: 'bytes-behind.json.gz',
      about: 'bytes behind the end of the compressed data',
      bytes: Buffer.concat([gzipSync(story(3000)), Buffer.from('\r\n<html>session expired</html>')]),
      intact: ['bytes-behind.json'],
      container: 'bad-structure',
    },
    {
      name: 'bytes-behind.tar.gz',
      about: 'the same behind many files',
      bytes: Buffer.concat([gz, Buffer.from('\r\n<html>session expired</html>')]),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'two-in-one.json.gz',
      about: 'two gzips, one behind the other, as some servers write them',
      bytes: Buffer.concat([gzipSync(story(30)), gzipSync(story(3000))]),
      intact: ['two-in-one.json'],
    },
    {
      name: 'cut-json.zip',
      about: 'a whole zip; the JSON in it ends in the middle',
      bytes: zipOf([{ name: 'user_data_tiktok.json', data: json }]),
      intact: ['user_data_tiktok.json'],
    },
    {
      name: 'cut.tar.gz',
      about: 'broken off',
      bytes: gz.subarray(0, 9000),
      damaged: { [good.name]: 'cut-off' },
      container: 'cut-off',
    },
    {
      name: 'cut.tar',
      about: 'broken off',
      bytes: tar.subarray(0, 9000),
      damaged: { [good.name]: 'cut-off' },
      container: 'cut-off',
    },
    {
      name: 'cut.json.gz',
      about: 'broken off',
      bytes: gzipSync(story(3000)).subarray(0, 9000),
      damaged: { 'cut.json': 'cut-off' },
    },
  ];
}

function wrongInside(): HostileInput[] {
  const packed = deflateRawSync(good.data);
  // In the middle of the data: a block of the type that does not exist.
  const bad = Buffer.concat([
    deflateRawSync(good.data.slice(0, 50_000), { finishFlush: 2 }),
    Buffer.from([0x07]),
    packed.subarray(0, 3000),
  ]);
  const badGzip = Buffer.from(gzipSync(story(3000)));
  badGzip[badGzip.length - 8] = (badGzip[badGzip.length - 8] ?? 0) ^ 1;
  return [
    {
      name: 'wrong-checksum.zip',
      about: 'a checksum that does not fit',
      bytes: zipOf([{ ...good, crc: 1 }, other]),
      intact: [other.name],
      damaged: { [good.name]: 'bad-checksum' },
    },
    {
      name: 'wrong-checksum-stored.zip',
      about: 'the same, not compressed',
      bytes: zipOf([{ ...good, method: 0, crc: 1 }, other]),
      intact: [other.name],
      damaged: { [good.name]: 'bad-checksum' },
    },
    {
      name: 'wrong-checksum.json.gz',
      about: 'a checksum that does not fit',
      bytes: badGzip,
      damaged: { 'wrong-checksum.json': 'bad-checksum' },
    },
    {
      name: 'bad-deflate.zip',
      about: 'compressed data that are none',
      bytes: zipOf([{ ...good, packed: bad }, other]),
      intact: [other.name],
      damaged: { [good.name]: 'bad-compression' },
    },
    {
      name: 'shorter-than-said.zip',
      about: 'less in it than it declares',
      bytes: zipOf([{ ...good, size: good.data.length + 10, crc: 1 }, other]),
      intact: [other.name],
      damaged: { [good.name]: 'cut-off' },
    },
    {
      name: 'unknown-method.zip',
      about: 'compressed with bzip2',
      bytes: zipOf([{ ...good, method: 12 }, other]),
      intact: [other.name],
      unreadable: [[good.name, 'bad-compression']],
    },
  ];
}

function lyingDirectories(): HostileInput[] {
  return [
    {
      name: 'count-too-small.zip',
      about: 'the end record counts one entry of two',
      bytes: zipOf([good, other], 1),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'count-too-large.zip',
      about: 'the end record counts three of two',
      bytes: zipOf([good, other], 3),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'offset-beyond.zip',
      about: 'an entry that begins behind the end',
      bytes: zipOf([good, { ...other, offset: 0x7fffffff }]),
      intact: [good.name],
      damaged: { [other.name]: 'cut-off' },
    },
    {
      name: 'directory-at-nought.zip',
      about: 'the end record puts the directory where the first file is',
      bytes: patched(whole, whole.lastIndexOf('PK\x05\x06') + 16, Buffer.alloc(4)),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'size-in-directory.zip',
      about: 'the directory says 4 GB of a file whose own header does not',
      bytes: patched(whole, whole.indexOf('PK\x01\x02') + 24, Buffer.from([0xfe, 0xff, 0xff, 0xff])),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'method-in-directory.zip',
      about: 'the directory says another compression than the file',
      bytes: patched(whole, whole.indexOf('PK\x01\x02') + 10, Buffer.from([9, 0])),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'offset-into-data.zip',
      about: 'an entry that begins inside another, where nothing begins',
      bytes: zipOf([good, { ...other, offset: 500 }]),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'same-name-twice.zip',
      about: 'two files of one name',
      bytes: zipOf([good, { ...other, name: good.name }]),
      intact: [good.name, good.name],
    },
  ];
}

function bombs(): HostileInput[] {
  const inner = { name: 'b.txt', data: 'x'.repeat(300), method: 0 };
  const innerZip = zipOf([inner]);
  const innerEntry = innerZip.subarray(0, innerZip.indexOf('PK\x01\x02'));
  // The second entry lies inside the data of the first, header and all.
  const outerHeader = 30 + 'a.txt'.length;
  const overlap = zipOf([
    { name: 'a.txt', data: innerEntry, method: 0 },
    { ...inner, directoryOnly: true, offset: outerHeader },
  ]);
  const many = Array.from({ length: 40 }, (_, i) => ({ ...good, name: `data/part${i}.js`, directoryOnly: i > 0, offset: 0 }));
  const claims = (size: number, method = 8): Buffer =>
    zipOf([{ name: 'zeros.txt', packed: deflateRawSync(Buffer.alloc(1 << 20)), method, size, crc: 0 }]);
  return [
    { name: 'claims-four-gigabytes.zip', about: 'a kilobyte that says it is 4 GB', bytes: claims(0xfffffff0), refusal: 'bomb' },
    {
      name: 'claims-beside-a-file.zip',
      about: 'the same beside a file that is in order',
      bytes: zipOf([{ name: 'zeros.txt', packed: deflateRawSync(Buffer.alloc(1 << 20)), size: 0xfffffff0, crc: 0 }, other]),
      intact: [other.name],
      unreadable: [['zeros.txt', 'too-large']],
    },
    { name: 'overlap.zip', about: 'an entry inside another', bytes: overlap, refusal: 'bomb' },
    { name: 'one-body-many-names.zip', about: 'forty entries that share their data', bytes: zipOf(many), refusal: 'bomb' },
    {
      name: 'more-than-said.zip',
      about: 'holds 100 MB and says it holds 10 bytes',
      bytes: zipOf([{ name: 'zeros.txt', packed: deflateRawSync(Buffer.alloc(100 << 20)), size: 10, crc: 0 }, other]),
      intact: [other.name],
      damaged: { 'zeros.txt': 'too-large' },
    },
  ];
}

function hostileNames(): HostileInput[] {
  const climbing = [
    '../../evil.sh',
    'data/../../evil.sh',
    '/etc/cron.d/evil',
    'C:\\Windows\\evil.dll',
    'c:evil',
    '..\\evil.bat',
    '..',
    '.',
  ];
  const control = ['evil\0.js', 'evil\u001b[2J.js', 'evil\r\nname.js'];
  const unicode = Buffer.from('data/é.js');
  const field = Buffer.concat([Buffer.from([0x75, 0x70, 5 + unicode.length, 0, 1]), Buffer.alloc(4), unicode]);
  field.writeUInt32LE(crc32('data/?.js'), 5);
  return [
    {
      name: 'climbing-names.zip',
      about: 'names that lead out of the export',
      bytes: zipOf([...climbing.map((name) => ({ name, data: 'evil' })), other]),
      intact: [other.name],
      unreadable: climbing.map((name) => [name.replaceAll('\\', '/'), 'bad-name'] as const),
    },
    {
      name: 'control-names.zip',
      about: 'names that are no text',
      bytes: zipOf([...control.map((name) => ({ name, data: 'evil' })), other]),
      intact: [other.name],
      unreadable: [
        ['evil␀.js', 'bad-name'],
        ['evil␛[2J.js', 'bad-name'],
        ['evil␍␊name.js', 'bad-name'],
      ],
    },
    {
      name: 'backslashes.zip',
      about: 'names as Windows writes them',
      bytes: zipOf([{ ...good, name: 'data\\tweets.js' }]),
      intact: [good.name],
    },
    {
      name: 'code-page-437.zip',
      about: 'a name of before Unicode',
      bytes: zipOf([{ ...good, name: Buffer.from('data/caf\x82.js', 'latin1'), flags: 0 }]),
      intact: ['data/café.js'],
    },
    {
      name: 'utf8-unmarked.zip',
      about: 'UTF-8 that does not say so',
      bytes: zipOf([{ ...good, name: 'data/Überblick.js', flags: 0 }]),
      intact: ['data/Überblick.js'],
    },
    {
      name: 'unicode-path.zip',
      about: 'the name in an extra field',
      bytes: zipOf([{ ...good, name: 'data/?.js', flags: 0, extra: field }]),
      intact: ['data/é.js'],
    },
    {
      name: 'link.zip',
      about: 'a symbolic link to the password file',
      bytes: zipOf([{ name: 'data/link', data: '/etc/passwd', mode: 0o120777 }, other]),
      intact: [other.name],
      unreadable: [['data/link', 'bad-name']],
    },
    {
      name: 'file-as-folder.zip',
      about: 'a folder that holds bytes',
      bytes: zipOf([{ ...good, name: 'data/' }, other]),
      intact: [other.name],
      unreadable: [['data/', 'bad-name']],
    },
  ];
}

function locked(): HostileInput[] {
  return [
    {
      name: 'encrypted.zip',
      about: 'all of it needs a password',
      bytes: zipOf([{ ...good, flags: 0x801 }]),
      refusal: 'encrypted',
    },
    {
      name: 'strongly-encrypted.zip',
      about: 'the same, in the newer way',
      bytes: zipOf([{ ...good, flags: 0x841 }]),
      refusal: 'encrypted',
    },
    {
      name: 'encrypted-in-part.zip',
      about: 'one file needs a password',
      bytes: zipOf([{ ...good, flags: 0x801 }, other]),
      intact: [other.name],
      unreadable: [[good.name, 'encrypted']],
    },
  ];
}

/** One record of a pax header: its own length in front. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const digits = String(rest.length + String(rest.length).length).length;
  return `${rest.length + digits}${rest}`;
}

/** A header alone, whatever it says of what follows. */
function tarHeader(name: string, bytes: number, type: string): Buffer {
  const header = Buffer.from(tarOf([{ name, type }], false));
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function longName(bytes: number): Buffer {
  return Buffer.concat([tarHeader('././@LongLink', bytes, 'L'), Buffer.alloc(512, 'x')]);
}

/** So many megabytes of zeros as a gzip of members of one. */
function nothingAt(megabytes: number): Buffer {
  const one = gzipSync(Buffer.alloc(1 << 20));
  return Buffer.concat(Array.from({ length: megabytes }, () => one));
}

function tars(): HostileInput[] {
  const damagedHeader = Buffer.from(tarOf([other, good, { ...other, name: 'data/last.js' }]));
  damagedHeader[1024 + 3] = 0xff;
  return [
    {
      name: 'links.tar',
      about: 'links, a device, names that climb out',
      bytes: tarOf([
        { name: 'data/soft', type: '2', link: '/etc/passwd' },
        { name: 'data/hard', type: '1', link: '../../etc/passwd' },
        { name: 'data/device', type: '3' },
        { name: '../evil.sh', data: 'evil' },
        { name: '/etc/evil', data: 'evil' },
        other,
      ]),
      intact: [other.name],
      unreadable: [
        ['data/soft', 'bad-name'],
        ['data/hard', 'bad-name'],
        ['data/device', 'unreadable'],
        ['../evil.sh', 'bad-name'],
        ['/etc/evil', 'bad-name'],
      ],
    },
    {
      name: 'damaged-header.tar',
      about: 'the second header is damaged',
      bytes: damagedHeader,
      intact: [other.name, 'data/last.js'],
      container: 'bad-structure',
    },
    {
      name: 'unclosed.tar',
      about: 'the blocks that close it are missing',
      bytes: tarOf([other], false),
      intact: [other.name],
      container: 'cut-off',
    },
    ...['99999999999999999999', '-5', 'zz'].map((size, i) => ({
      name: `pax-size-${i}.tar`,
      about: `a record that says a size of ${size}`,
      bytes: Buffer.concat([tarOf([{ name: 'pax', type: 'x', data: paxRecord('size', size) }], false), tar]),
      intact: names,
      container: 'bad-structure' as const,
    })),
    {
      name: 'long-name-of-a-gigabyte.tar',
      about: 'a name that says it has a gigabyte',
      bytes: Buffer.concat([longName(2 ** 30), tar]),
      intact: names,
      container: 'bad-structure',
    },
    {
      name: 'folder-with-bytes.tar',
      about: 'a folder that says it has a size',
      bytes: Buffer.concat([tarHeader('folder/', 1000, '5'), tar]),
      intact: names,
    },
    {
      name: 'sparse-and-devices.tar',
      about: 'what no export holds',
      bytes: tarOf([{ name: 'sparse', type: 'S' }, { name: 'block', type: '4' }, { name: 'pipe', type: '6' }, other]),
      intact: [other.name],
      unreadable: [
        ['sparse', 'unreadable'],
        ['block', 'unreadable'],
        ['pipe', 'unreadable'],
      ],
    },
    {
      name: 'in-two-members.tar.gz',
      about: 'two gzips, one behind the other',
      bytes: Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]),
      intact: names,
    },
    {
      name: 'bomb.json.gz',
      about: 'six hundred megabytes of nothing in a few kilobytes',
      bytes: nothingAt(600),
      refusal: 'bomb',
    },
    {
      name: 'leading-dot.tar.gz',
      about: 'names that begin with ./',
      bytes: gzipSync(tarOf([{ ...good, name: './data/tweets.js' }])),
      intact: [good.name],
    },
  ];
}

function containersInContainers(): HostileInput[] {
  const parts = [
    { name: 'export-part1.zip', data: zipOf([good]) },
    { name: 'export-part2.zip', data: zipOf([other]) },
  ];
  const paths = ['export-part1.zip/data/tweets.js', 'export-part2.zip/data/account.js'];
  const wrapped = (times: number): Buffer => {
    let inner = zipOf([other]);
    for (let n = 0; n < times; n++) inner = zipOf([{ name: 'again.zip', data: inner }]);
    return inner;
  };
  return [
    { name: 'zipped-again.zip', about: 'parts that were zipped once more', bytes: zipOf(parts), intact: paths },
    {
      name: 'zipped-again-stored.zip',
      about: 'the same, not compressed',
      bytes: zipOf(parts.map((part) => ({ ...part, method: 0 }))),
      intact: paths,
    },
    {
      name: 'zips-beside-files.zip',
      about: 'a zip beside other files stays a file',
      bytes: zipOf([...parts, other]),
      intact: [...parts.map((p) => p.name), other.name],
    },
    {
      name: 'zip-in-zip-in-zip.zip',
      about: 'opened as deep as anybody zips',
      bytes: wrapped(2),
      intact: ['again.zip/again.zip/data/account.js'],
    },
    { name: 'zips-all-the-way-down.zip', about: 'deeper than the limit', bytes: wrapped(9), refusal: 'bomb' },
  ];
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: node tests/hostile/make.ts <folder>');
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of hostileInputs) await writeFile(join(folder, name), bytes);
}
