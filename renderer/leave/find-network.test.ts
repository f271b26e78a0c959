import { expect, test } from 'vitest';
import type { NetworkSummary } from '../../shared/contract/schemas.ts';
import { findNetworks } from './find-network.ts';

const made = (id: string, name: string, ...aliases: string[]): NetworkSummary => ({
  id,
  name,
  aliases,
  reads: false,
  general: false,
});
const networks = [
  made('tiktok', 'TikTok'),
  made('x', 'X', 'Twitter'),
  made('vk', 'VK', 'ВКонтакте'),
  made('weibo', 'Weibo', '新浪微博'),
  made('twitch', 'Twitch'),
  made('place', 'L’Éphémère'),
];
const found = (typed: string): string[] => findNetworks(networks, typed).map(({ id }) => id);

test('a network is found by its name, by one it had, and in its own script', () => {
  expect(found('twitter')).toEqual(['x']);
  expect(found('вконт')).toEqual(['vk']);
  expect(found('微博')).toEqual(['weibo']);
  expect(found('tik tok')).toEqual(['tiktok']);
});

test('accents, case and apostrophes make no difference', () => {
  expect(found('EPHEMERE')).toEqual(['place']);
  expect(found("l'éph")).toEqual(['place']);
});

test('names that begin with it come first, and nothing typed is all of them', () => {
  expect(found('t')[0]).toBe('tiktok');
  expect(found('tw')).toEqual(['x', 'twitch']);
  expect(found('  ')).toHaveLength(networks.length);
  expect(found('zzz')).toEqual([]);
});
