import { expect, it } from 'vitest';
import { readContent } from './read-content.ts';

// What a stranger is promised to find (issue 2).
const PROJECTS = 6;
const EPISODES = 60;
const WORDS = 1500;

it('the demo content can be read and is as large as promised', async () => {
  const projects = await readContent();
  expect(projects.length).toBeGreaterThanOrEqual(PROJECTS);
  const episodes = projects.flatMap((project) => project.episodes);
  expect(episodes.length).toBeGreaterThanOrEqual(EPISODES);
  const short = episodes.filter(({ status, text }) => status === 'PUBLISHED' && text.split(/\s+/).length < WORDS);
  expect(short.map(({ path }) => path)).toEqual([]);
  for (const project of projects) {
    const numbers = project.episodes.map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(project.notes.length).toBeGreaterThan(0);
  }
});
