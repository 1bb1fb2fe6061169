import { capitalised, fillSentence, topicOf } from './fill-sentence.ts';
import { between, pick } from './seeded-random.ts';
import {
  COUNTERPOINTS,
  DRIVERS,
  EVIDENCE,
  HEADINGS,
  IMPLICATIONS,
  OPENINGS,
  REPLIES,
  SOURCES,
  WATCH,
} from './sentence-bank.ts';

/** What an episode is written from: the parts of a claimed job that the text uses. */
export interface Assignment {
  projectTitle: string;
  brief: string;
  notes: readonly { content: string }[];
  previous: { title: string; summary: string } | null;
}

export interface ComposedEpisode {
  title: string;
  summary: string;
  /** Markdown, section by section: what is delivered while the writing goes on. */
  sections: string[];
  sources: { title: string; url: string; credibility: number }[];
}

type Section = Exclude<keyof typeof HEADINGS, 'continuity' | 'requests' | 'watch'>;

// Four ways to build an argument; the same material reads differently in each.
const OUTLINES: readonly (readonly Section[])[] = [
  ['evidence', 'drivers', 'counterpoints', 'implications'],
  ['drivers', 'evidence', 'implications', 'counterpoints'],
  ['counterpoints', 'evidence', 'drivers', 'implications'],
  ['evidence', 'counterpoints', 'drivers', 'implications'],
];
const BANKS: { readonly [section in Section]: readonly string[] } = {
  evidence: EVIDENCE,
  drivers: DRIVERS,
  counterpoints: COUNTERPOINTS,
  implications: IMPLICATIONS,
};
/** Sentences of each section; with them every episode has more than 800 words. */
const SENTENCES: { readonly [section in Section]: number } = {
  evidence: 11,
  drivers: 7,
  counterpoints: 5,
  implications: 6,
};
const SENTENCES_A_PARAGRAPH = 3;
const TITLES = [
  '{Topic}: what changed, and what did not',
  '{Topic}, read through the numbers',
  'Beneath the noise: {topic}',
  'A slower look at {topic}',
  '{Topic} at the turn',
  'Who is really moving in {topic}',
] as const;

/** Writes an episode: a pure function of the assignment and the random numbers. */
export function composeEpisode(assignment: Assignment, random: () => number): ComposedEpisode {
  const topic = topicOf(assignment.projectTitle);
  const fill = (sentence: string): string => fillSentence(sentence, topic, random);
  const opening = fill(pick(random, OPENINGS));
  const main = pick(random, OUTLINES).map((section) => writeSection(section, fill, random));
  const sections = [
    `${opening}\n\n${frame(assignment, topic)}`,
    ...continuity(assignment, fill, random),
    ...main,
    ...requests(assignment, fill, random),
    `## ${HEADINGS.watch[0]}\n\n${shuffled(WATCH, random)
      .slice(0, 4)
      .map((item) => `- ${fill(item)}`)
      .join('\n')}`,
  ];
  return {
    title: pick(random, TITLES).replace('{Topic}', capitalised(topic)).replace('{topic}', topic),
    summary: `${opening} ${fill(pick(random, IMPLICATIONS))}`,
    sections,
    sources: composeSources(fill, random),
  };
}

/** Why this episode exists, in the client's own words. */
function frame({ brief, projectTitle }: Assignment, topic: string): string {
  const first = /^[^.!?]{20,300}[.!?]/.exec(brief.trim())?.[0];
  const asked =
    first === undefined
      ? `The standing question of this project is ${projectTitle.toLowerCase()}.`
      : `The brief for this project begins like this:\n\n> ${first}`;
  return `${asked}\n\nWith that in mind, the pages below separate what is known about ${topic} from what is hoped.`;
}

function writeSection(section: Section, fill: (sentence: string) => string, random: () => number): string {
  const sentences = shuffled(BANKS[section], random).slice(0, SENTENCES[section]).map(fill);
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length; at += SENTENCES_A_PARAGRAPH) {
    paragraphs.push(sentences.slice(at, at + SENTENCES_A_PARAGRAPH).join(' '));
  }
  const table = section === 'evidence' ? [figures(random)] : [];
  return [`## ${pick(random, HEADINGS[section])}`, ...paragraphs, ...table].join('\n\n');
}

function figures(random: () => number): string {
  const row = (label: string): string => {
    const before = between(random, 12, 60);
    return `| ${label} | ${before} | ${before + between(random, -8, 24)} |`;
  };
  const rows = ['Active organisations, index', 'Median contract, months', 'Share with results, per cent'].map(row);
  return ['| Measure | Last year | Now |', '| --- | ---: | ---: |', ...rows].join('\n');
}

function continuity({ previous }: Assignment, fill: (sentence: string) => string, random: () => number): string[] {
  if (previous === null || previous.summary === '') return [];
  const heading = pick(random, HEADINGS.continuity);
  const recalled = previous.title === '' ? 'The last episode ended' : `The last episode, *${previous.title}*, ended`;
  return [`## ${heading}\n\n${recalled} on this:\n\n> ${previous.summary}\n\n${fill(pick(random, COUNTERPOINTS))}`];
}

function requests({ notes }: Assignment, fill: (sentence: string) => string, random: () => number): string[] {
  if (notes.length === 0) return [];
  const replies = shuffled(REPLIES, random);
  const answered = notes.map(
    ({ content }, index) => `> ${content}\n\n${fill(replies[index % replies.length] ?? pick(random, REPLIES))}`,
  );
  return [`## ${pick(random, HEADINGS.requests)}\n\n${answered.join('\n\n')}`];
}

function composeSources(fill: (sentence: string) => string, random: () => number): ComposedEpisode['sources'] {
  return shuffled(SOURCES, random)
    .slice(0, 4)
    .map(({ title, host, credibility }) => ({
      title: fill(title),
      url: `https://${host}/${between(random, 2024, 2026)}/${between(random, 100, 999)}`,
      credibility,
    }));
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = between(random, 0, last);
    const [a, b] = [mixed[last], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
}
