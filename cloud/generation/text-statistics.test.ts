import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countWords, readingMinutes } from '../../shared/domain/text-statistics.ts';
import { generationScene } from '../testing/generation-scene.ts';

const scene = generationScene();

const pieces = fc.constantFrom(
  ...[
    'word',
    'It’s',
    '£40',
    '3.5%',
    '##',
    '-',
    '|',
    '—',
    '**bold**',
    '日本語',
    '😀',
    '\u00a0',
    'a\u00a0b',
    '_',
    '`code`',
    '[x](y)',
  ],
  ...[' ', '  ', '\n', '\n\n', '\t', '\u2003', '\u3000', '\r\n', '\u0085', '\ufeff', '\u202f'],
);

it('words and reading time are counted alike by the page and by the cloud', async () => {
  const studio = await scene.studio();
  const texts = fc.sample(
    fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
    200,
  );
  texts.push('word '.repeat(238), 'word '.repeat(239), '');
  for (const content of texts) {
    const episode = await scene.episode(studio);
    await scene.sql`insert into blocks (organization_id, episode_id, content) values (${studio.organization}, ${episode}, ${content})`;
    const { word_count, reading_minutes } = await scene.episodeRow(episode);
    expect(word_count, JSON.stringify(content)).toBe(countWords(content));
    expect(reading_minutes ?? 0).toBe(readingMinutes(word_count));
  }
});
