import { expect, test } from 'vitest';
import { recordId, type Draft } from '../../engine/intake/toolkit/index.ts';
import { distinct, readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { account, me, script, text } from './make-export.ts';
import { reader } from './reader.ts';

const user = { value: '1', name: 'User', originalName: 'USER', annotations: {} };
const agent = { value: '2', name: 'Agent', originalName: 'AGENT', annotations: {} };
const item = (chatId: string, sender: unknown, message: string, more: Record<string, unknown> = {}): unknown => ({
  grokChatItem: { accountId: '1', chatId, createdAt: '2025-10-23T13:11:59.692Z', sender, message, ...more },
});
const read = (rows: readonly unknown[], others: readonly Given[] = []): Promise<Reading> =>
  readWith(reader, [account(), script('grok-chat-item', rows), ...others]);
const messages = ({ drafts }: Reading): Extract<Draft, { kind: 'message' }>[] =>
  drafts.flatMap(({ draft }) => (draft.kind === 'message' ? [draft] : []));

test('chats with Grok are conversations: who said what, whatever order their rows have', async () => {
  const reading = await read([
    item('7', user, 'Is 1 < 2 &amp; so on?'),
    item('8', 'user', 'Other'),
    item('7', agent, 'Yes', { postIds: ['5'], grokMode: { name: 'Normal' } }),
  ]);
  const first = recordId('x', 'conversation', 'grok:7');
  expect(messages(reading)).toMatchObject([
    { conversation: first, direction: 'sent', from: me, text: 'Is 1 < 2 &amp; so on?', at: '2025-10-23T13:11:59.692Z' },
    { conversation: recordId('x', 'conversation', 'grok:8'), direction: 'sent', text: 'Other' },
    { conversation: first, direction: 'received', from: { name: 'Grok' }, text: 'Yes', raw: { postIds: ['5'] } },
  ]);
  expect(distinct(reading.drafts).filter(({ kind }) => kind === 'conversation')).toMatchObject([
    { key: 'grok:7', group: false, participants: [me, { name: 'Grok' }] },
    { key: 'grok:8' },
  ]);
});

test('pictures that were handed to Grok belong to their message', async () => {
  const attachments = [{ mediaId: '55', fileName: 'cat.jpg', mimeType: 'image/jpeg', url: 'https://ton.x.com/i/cat.jpg' }];
  const there = text('data/grok_chat_media/55-cat.jpg', 'cat');
  for (const [others, state] of [
    [[there], 'here'],
    [[], 'missing'],
  ] as const) {
    const reading = await read([item('7', user, 'Look', { attachments })], others);
    const media = reading.drafts.flatMap(({ draft }) => (draft.kind === 'media' ? [draft] : []));
    expect(media).toMatchObject([{ state, mime: 'image/jpeg', of: recordId('x', 'message', messages(reading)[0]?.key ?? '') }]);
    expect(messages(reading)[0]?.media).toEqual(media.map(({ key }) => recordId('x', 'media', key)));
  }
});

test('what is none is refused, and a file that was cut has its chats', async () => {
  const reading = await read([null, 5, {}, { grokChatItem: { message: 'lost' } }, item('7', { odd: 1 }, 'x')]);
  expect(reading.refused.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
    'message empty-item',
    'message wrong-shape',
    'message empty-item',
    'message no-identity',
  ]);
  expect(messages(reading)).toMatchObject([{ direction: null, text: 'x' }]);
  const { path, content } = script('grok-chat-item', [item('7', user, 'a'), item('7', agent, 'b')]);
  const cut = await readWith(reader, [account(), { path, content: content.subarray(0, -150) }]);
  expect(cut.drafts.filter(({ draft }) => draft.kind === 'conversation')).toHaveLength(1);
  expect(cut.damaged).toHaveLength(1);
});
