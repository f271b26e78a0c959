import { expect, it } from 'vitest';
import { durationWords } from './duration.ts';

it('says durations as people do', () => {
  expect(durationWords('P4D', 'en')).toBe('4 days');
  expect(durationWords('PT72H', 'fr')?.replace(/\s/g, ' ')).toBe('72 heures');
  expect(durationWords('P18M', 'fr')?.replace(/\s/g, ' ')).toBe('18 mois');
  expect(durationWords('PT0S', 'en')).toBe('0 seconds');
  expect(durationWords('JSON', 'en')).toBeNull();
  expect(durationWords('P', 'en')).toBeNull();
});
