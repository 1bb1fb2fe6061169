import { describe, expect, it } from 'vitest';
import { type Assignment, composeEpisode } from './compose-episode.ts';
import { seededRandom } from './seeded-random.ts';

const assignment: Assignment = {
  projectTitle: 'The future of UK fintech',
  brief: 'The client, a mid-sized building society, wants to know which changes are real. No jargon.',
  notes: [{ content: 'More on regulation, please' }, { content: 'What does this cost a small lender?' }],
  previous: { title: 'Open banking after the novelty', summary: 'Adoption is wide and shallow.' },
};
const written = (seed: string, given = assignment) => composeEpisode(given, seededRandom(seed));
const textOf = (seed: string, given = assignment) => written(seed, given).sections.join('\n\n');

describe('a simulated episode', () => {
  it('has more than 800 words, whatever is drawn and even with nothing to quote', () => {
    const bare = { ...assignment, brief: '', notes: [], previous: null };
    for (let seed = 0; seed < 200; seed += 1) {
      expect(textOf(String(seed), bare).split(/\s+/).length).toBeGreaterThan(800);
    }
  });

  it('leaves no slot of a sentence open', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const { title, summary, sources } = written(String(seed));
      expect(
        `${title} ${summary} ${JSON.stringify(sources.map((source) => source.title))} ${textOf(String(seed))}`,
      ).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  it('quotes the notes, the brief and the previous summary', () => {
    const text = textOf('a');
    for (const { content } of assignment.notes) expect(text).toContain(`> ${content}`);
    expect(text).toContain('> The client, a mid-sized building society, wants to know which changes are real.');
    expect(text).toContain('> Adoption is wide and shallow.');
    expect(text).toContain('UK fintech');
  });

  it('is the same for the same seed, and reads differently for another', () => {
    expect(written('a')).toEqual(written('a'));
    const sentences = (seed: string) => new Set(textOf(seed).split(/(?<=[.?!])\s+/));
    const [one, two] = [sentences('a'), sentences('b')];
    const shared = [...one].filter((sentence) => two.has(sentence));
    expect(shared.length / one.size).toBeLessThan(0.4);
  });
});
