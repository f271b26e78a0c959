import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordId, type Draft } from '../../engine/intake/toolkit/index.ts';
import { readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { account, conversation, me, message, script, text } from './make-export.ts';
import { reader } from './reader.ts';

type Message = Extract<Draft, { kind: 'message' }>;
type Conversation = Extract<Draft, { kind: 'conversation' }>;
const messages = (reading: Reading): Message[] =>
  reading.drafts.flatMap(({ draft }) => (draft.kind === 'message' ? [draft] : []));
const talks = (reading: Reading): Conversation[] =>
  reading.drafts.flatMap(({ draft }) => (draft.kind === 'conversation' ? [draft] : []));

const read = (rows: unknown, name = 'direct-messages', others: readonly Given[] = []): Promise<Reading> =>
  readWith(reader, [account(), script(name, rows), ...others]);

describe('direct messages', () => {
  test('say who wrote, which way, and what was seen; the conversation, who took part', async () => {
    const links = [{ url: 'https://t.co/a', expanded: 'https://example.org/', display: 'example.org' }];
    const reactions = [{ senderId: '1', reactionKey: 'like', eventId: '9', createdAt: '2020-01-20T21:43:00.000Z' }];
    const reading = await read([
      conversation('1-2', [
        message('12', '2', 'See https://t.co/a &amp; tell', { urls: links, reactions }),
        message('11', '1', 'Hello'),
      ]),
    ]);
    expect(messages(reading)).toMatchObject([
      {
        key: '12',
        locator: '/0/dmConversation/messages/0',
        at: '2020-01-20T21:42:09.068Z',
        conversation: recordId('x', 'conversation', '1-2'),
        from: { networkId: '2', handle: null, name: null },
        direction: 'received',
        form: 'text',
        text: 'See https://example.org/ & tell',
        reactions: [{ by: '1', emoji: 'like' }],
        raw: { recipientId: '1', urls: links, reactions },
      },
      { key: '11', from: me, direction: 'sent', text: 'Hello', reactions: [], raw: { recipientId: '2' } },
    ]);
    expect(talks(reading)).toMatchObject([
      { key: '1-2', locator: '/0', group: false, title: null, participants: [me, { networkId: '2', handle: null, name: null }] },
    ]);
  });

  test('of a group tell who came and went and what it was called, in the order of time and not of the file', async () => {
    const events = [
      { conversationNameUpdate: { initiatingUserId: '3', name: 'New', createdAt: '2021-01-03T00:00:00.000Z' } },
      { messageCreate: { id: '5', senderId: '4', text: 'hi', createdAt: '2021-01-02T12:00:00.000Z' } },
      { participantsLeave: { userIds: ['6'], createdAt: '2021-01-02T00:00:00.000Z' } },
      { conversationNameUpdate: { initiatingUserId: '3', name: 'Old', createdAt: '2021-01-01T00:00:00.000Z' } },
      {
        joinConversation: {
          initiatingUserId: '3',
          participantsSnapshot: ['1', '3', '4', '6'],
          createdAt: '2020-01-01T00:00:00.000Z',
        },
      },
    ];
    const reading = await read([conversation('900', events)], 'direct-messages-group');
    expect(messages(reading).map(({ form, text: said, direction }) => [form, said, direction])).toEqual([
      ['system', 'New', null],
      ['text', 'hi', 'received'],
      ['system', null, null],
      ['system', 'Old', null],
      ['system', null, null],
    ]);
    expect(messages(reading)[2]?.raw).toEqual({ participantsLeave: events[2]?.participantsLeave });
    expect(new Set(messages(reading).map(({ key }) => key)).size).toBe(5);
    expect(talks(reading)).toMatchObject([{ key: '900', group: true, title: 'New' }]);
    expect(talks(reading)[0]?.participants?.map(({ networkId }) => networkId)).toEqual(['3', '4', '6', '1']);
  });

  test('of a group are not lost to a reaction that names them', async () => {
    const reading = await read(
      [
        conversation('9', [
          { reactionCreate: { senderId: '2', reactionKey: 'funny', eventId: '12', createdAt: '2020-01-20T21:43:00.000Z' } },
          message('12', '3', 'A joke'),
          { conversationNameUpdate: { initiatingUserId: '2', name: 'Tea &amp; co', createdAt: '2020-01-20T21:40:00.000Z' } },
        ]),
      ],
      'direct-messages-group',
    );
    expect(new Set(messages(reading).map(({ key }) => key)).size).toBe(3);
    expect(messages(reading).map(({ form, text }) => [form, text])).toEqual([
      ['system', null],
      ['text', 'A joke'],
      ['system', 'Tea & co'],
    ]);
    expect(talks(reading)).toMatchObject([{ title: 'Tea & co' }]);
  });

  test('have their pictures as media of their own, and not the link that stood for them', async () => {
    const picture = 'https://ton.twitter.com/1.1/ton/data/dm/12/345/abc.jpg';
    const urls = [{ url: 'https://t.co/p', expanded: 'https://twitter.com/messages/media/12', display: 'pic.twitter.com/p' }];
    const rows = [conversation('1-2', [message('12', '2', 'Look https://t.co/p', { mediaUrls: [picture], urls })])];
    const reading = await read(rows, 'direct-messages', [
      { path: 'data/direct_messages_media/12-abc.jpg', content: Buffer.from('a') },
    ]);
    expect(messages(reading)).toMatchObject([{ text: 'Look', media: [recordId('x', 'media', '12-abc.jpg')] }]);
    expect(reading.drafts.filter(({ draft }) => draft.kind === 'media').map(({ draft }) => draft)).toMatchObject([
      { state: 'here', url: picture, of: recordId('x', 'message', '12'), mime: 'image/jpeg' },
    ]);
  });

  test('come in any order of keys and any pieces, each once and in its conversation', async () => {
    const shapes = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5 })), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 20, max: 400 }), async (given, chunk) => {
        let next = 100;
        const expected: [string, string][] = [];
        const rows = given.map(([idFirst, count], row) => {
          const conversationId = `1-${row + 2}`;
          const inside = Array.from({ length: count }, () => {
            expected.push([String(++next), recordId('x', 'conversation', conversationId)]);
            return message(String(next), '1', 'words');
          });
          return { dmConversation: idFirst ? { conversationId, messages: inside } : { messages: inside, conversationId } };
        });
        const reading = await readWith(reader, [account(), script('direct-messages', rows)], { chunk });
        expect(messages(reading).map(({ key, conversation: of }) => [key, of])).toEqual(expected);
        expect(talks(reading).map(({ key }) => key)).toEqual(given.map((_, row) => `1-${row + 2}`));
        expect(reading.refused).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('that are none are refused where they stand, and the others are read', async () => {
    const reading = await read([
      null,
      {},
      { dmConversation: null },
      { dmConversation: {} },
      { dmConversation: { messages: [message('1', '1', 'nowhere')] } },
      { dmConversation: { conversationId: '1-2', messages: 'none' } },
      conversation('1-3', [
        null,
        {},
        'x',
        { messageCreate: null },
        { messageCreate: { text: 'no id' } },
        message('7', '1', 'fine'),
      ]),
    ]);
    expect(reading.refused.map(({ kind, locator, reason }) => [kind, locator, reason])).toEqual([
      ['conversation', '/0', 'empty-item'],
      ['conversation', '/1', 'empty-item'],
      ['conversation', '/2/dmConversation', 'empty-item'],
      ['conversation', '/3', 'empty-item'],
      ['message', '/4/dmConversation/messages/0', 'no-identity'],
      ['conversation', '/4', 'no-identity'],
      ['message', '/5/dmConversation/messages', 'wrong-shape'],
      ['message', '/6/dmConversation/messages/0', 'empty-item'],
      ['message', '/6/dmConversation/messages/1', 'empty-item'],
      ['message', '/6/dmConversation/messages/2', 'wrong-shape'],
      ['message', '/6/dmConversation/messages/3', 'empty-item'],
      ['message', '/6/dmConversation/messages/4', 'no-identity'],
    ]);
    expect(messages(reading).map(({ key }) => key)).toEqual(['7']);
    expect(talks(reading).map(({ key }) => key)).toEqual(['1-2', '1-3']);
  });

  test('before the place where a file was cut are kept, with their conversation', async () => {
    const whole = script('direct-messages', [conversation('1-2', [message('12', '2', 'a'), message('11', '1', 'b')])]);
    const cut = { path: whole.path, content: whole.content.subarray(0, whole.content.indexOf('"id" : "11"')) };
    const reading = await readWith(reader, [account(), cut]);
    expect(reading.damaged).toEqual([{ file: 'data/direct-messages.js', reason: 'cut-off' }]);
    expect(messages(reading).map(({ key }) => key)).toEqual(['12']);
    expect(talks(reading).map(({ key }) => key)).toEqual(['1-2']);
  });

  test('have no direction where nobody knows whose they are', async () => {
    const reading = await readWith(reader, [script('direct-messages', [conversation('1-2', [message('12', '2', 'a')])])]);
    expect(messages(reading)).toMatchObject([{ direction: null }]);
  });

  test('are not counted twice by their headers, which are read where they are all there is', async () => {
    const rows = [conversation('1-2', [message('12', '2', 'a')])];
    const bare = [
      conversation('1-2', [
        { messageCreate: { id: '12', senderId: '2', recipientId: '1', createdAt: '2020-01-20T21:42:09.068Z' } },
      ]),
    ];
    const headers = text('data/direct-message-headers.js', `window.YTD.direct_message_headers.part0 = ${JSON.stringify(bare)}`);
    const both = await read(rows, 'direct-messages', [headers]);
    expect(messages(both)).toHaveLength(1);
    expect([...(both.plan?.kept ?? [])].map(([file, reason]) => [file.path, reason])).toEqual([[headers.path, 'repeats']]);
    const alone = await readWith(reader, [account(), headers]);
    expect(messages(alone)).toMatchObject([{ key: '12', text: null, direction: 'received' }]);
  });
});
