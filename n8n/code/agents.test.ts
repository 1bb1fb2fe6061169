/** What the agents are asked and how their answers are read, with the local endpoint as the model. */
import { expect, it } from 'vitest';
import type { ClaimedQuestion } from '../../shared/domain/chat.ts';
import type { ClaimedJob } from '../../shared/domain/generation.ts';
import { answerChat } from '../testing/answer-chat.ts';
import { chatPrompt } from './chat-prompt.ts';
import { describeFailure } from './describe-failure.ts';
import type { Prompt } from './prompt.ts';
import { readChatAnswer } from './read-chat-answer.ts';
import { readDraft } from './read-draft.ts';
import { readModelAnswer } from './read-model-answer.ts';
import { readResearch } from './read-research.ts';
import { readReview } from './read-review.ts';
import { researchPrompt } from './research-prompt.ts';
import { reviewPrompt } from './review-prompt.ts';
import { writingPrompt } from './writing-prompt.ts';

const NOTE = '3f0c3c52-3a35-4a40-9c8e-2f3f7c8b0a11';
const JOB: ClaimedJob = {
  ...{
    job_id: 'job',
    lease_token: 'the lease',
    lease_expires_at: '',
    attempt: 1,
    max_attempts: 4,
    organization_id: 'org',
  },
  ...{ priority: 5, target_delivery_time: null },
  project: {
    id: 'project',
    title: 'The future of UK fintech',
    onboarding_brief: 'A client wants to know what is real.',
    timezone: 'Europe/London',
    cadence_config: {},
  },
  episode: { id: 'episode', sequence_number: 2, title: '', summary: '', scheduled_for: null },
  memories: [{ id: 'memory', content: 'Likes charts', source: 'feedback', importance: 0.5, created_at: '' }],
  planning_notes: [
    {
      ...{ id: NOTE, content: 'More on regulation', scope: 'NEXT_EPISODE', priority: 'HIGH', author_id: null },
      ...{ episode_id: null, created_at: '' },
    },
  ],
  previous_episode: {
    id: 'previous',
    sequence_number: 1,
    title: 'The first',
    summary: 'Of the first.',
    published_at: null,
  },
  limits: {
    ...{ daily_cost_limit_gbp: 50, daily_remaining_gbp: 50, episode_cost_limit_gbp: 3, episode_remaining_gbp: 3 },
  },
};

const ask = ({ system, user }: Prompt) =>
  answerChat({
    model: 'local',
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
  }).body;

it('leads from a job to an approved draft', () => {
  const research = readResearch(readModelAnswer(ask(researchPrompt(JOB))));
  expect(research).toMatchObject({ failure: null });
  expect(research.findings.length).toBeGreaterThan(3);
  expect(research.sources.length).toBeGreaterThan(2);
  const draft = readDraft(readModelAnswer(ask(writingPrompt(JOB, research))), [NOTE]);
  expect(draft).toMatchObject({ failure: null, notes_used: [NOTE] });
  expect(
    draft.blocks
      .map(({ content }) => content)
      .join(' ')
      .split(/\s+/).length,
  ).toBeGreaterThan(600);
  expect(readReview(readModelAnswer(ask(reviewPrompt(JOB, research, draft))))).toEqual({ failure: null });
});

it('gives the models what the job says, and never the lease', () => {
  const research = { findings: ['A finding'], sources: [] };
  const draft = { title: 'A title', summary: '', blocks: [{ content: 'A text' }] };
  const prompts = [researchPrompt(JOB), writingPrompt(JOB, research), reviewPrompt(JOB, research, draft)];
  for (const { system, user } of prompts) {
    expect(user).toContain('A client wants to know what is real.');
    expect(`${system}${user}`).not.toContain('the lease');
  }
  for (const { user } of prompts.slice(0, 2)) {
    for (const part of ['More on regulation', 'Likes charts', 'Of the first.']) expect(user).toContain(part);
  }
});

const answer = (content: unknown) => ({ choices: [{ message: { content } }] });

it('finds the object in what a model says around it', () => {
  expect(readModelAnswer(answer('{"a": 1}'))).toEqual({ a: 1 });
  expect(readModelAnswer(answer('Here you are:\n```json\n{"a": {"b": 2}}\n```\nAnything else?'))).toEqual({
    a: { b: 2 },
  });
  for (const content of ['', 'Sorry.', '{"a": ', '[1]', null, undefined, 5]) {
    expect(readModelAnswer(answer(content))).toBeNull();
  }
  expect(readModelAnswer({})).toBeNull();
});

it('says what is missing in an answer', () => {
  expect(readResearch(null).failure).toMatchObject({ code: 'RESEARCH_EMPTY' });
  expect(readResearch({ findings: [5] }).failure).toMatchObject({ code: 'RESEARCH_EMPTY' });
  expect(readDraft(null, []).failure).toMatchObject({ code: 'TEXT_EMPTY' });
  expect(readDraft({ title: 'A title', blocks: [{ content: ' ' }, 'text', null] }, []).failure).toMatchObject({
    code: 'TEXT_EMPTY',
  });
  expect(readDraft({ title: '', blocks: [{ content: 'A text' }] }, []).failure).toMatchObject({ code: 'TEXT_EMPTY' });
  expect(readReview(null).failure).toMatchObject({ code: 'REVIEW_REJECTED' });
  expect(readReview({ approved: 'true' }).failure).toMatchObject({ code: 'REVIEW_REJECTED' });
  expect(readReview({ approved: false, problems: ['No source for the first figure'] }).failure?.message).toContain(
    'No source for the first figure',
  );
});

it('keeps out of the result what does not belong there', () => {
  const { sources } = readResearch({
    findings: ['A finding'],
    sources: [
      { url: 'https://a.example', credibility: 7 },
      { url: 'javascript:alert(1)' },
      { title: 'No address' },
      'text',
    ],
  });
  expect(sources).toEqual([{ title: 'https://a.example', url: 'https://a.example', credibility: 1 }]);
  const { blocks, notes_used } = readDraft(
    {
      title: 'A title',
      blocks: [{ type: 'POEM', content: ' A text ', confidence: -1, source_urls: [1, 'https://a.example'] }],
      notes_used: ['invented'],
    },
    [NOTE],
  );
  expect(blocks).toEqual([
    {
      type: 'MARKDOWN',
      title: '',
      content: 'A text',
      confidence: 0,
      reasoning: '',
      source_urls: ['https://a.example'],
    },
  ]);
  expect(notes_used).toEqual([]);
});

const QUESTION: ClaimedQuestion = {
  ...{ message_id: 'message', lease_token: 'the lease', lease_expires_at: '', attempt: 1, organization_id: 'org' },
  question: 'What did the boots cost?',
  project: { id: 'project', title: 'Boots', onboarding_brief: 'What is real.', planning_notes: [NOTE] },
  episode: {
    ...{ id: 'episode', title: 'The first pair', summary: 'Of boots.', sources: [] },
    text: 'It rained for a week. The boots cost sixty pounds and lasted a winter.',
  },
  history: [],
};

it('answers a question from the text of the episode, with a note to plan by', () => {
  const said = ask(chatPrompt(QUESTION));
  const answer = readChatAnswer(said, readModelAnswer(said));
  expect(answer).toMatchObject({ failure: null, content: expect.stringContaining('sixty pounds') });
  expect(answer.suggested_note).toContain('sixty pounds');
  const general = ask(chatPrompt({ ...QUESTION, project: null, episode: null }));
  expect(readChatAnswer(general, readModelAnswer(general)).content).toContain(QUESTION.question);
});

it('takes the words of a chat agent that forgot the form, and no answer for none', () => {
  const said = (content: string) => ({ choices: [{ message: { content } }] });
  expect(readChatAnswer(said('Sixty pounds.'), null)).toEqual({
    failure: null,
    content: 'Sixty pounds.',
    suggested_note: null,
  });
  const withBraces = said('Write {} for an empty set.');
  expect(readChatAnswer(withBraces, readModelAnswer(withBraces)).content).toBe('Write {} for an empty set.');
  expect(readChatAnswer(said(' '), null).failure).toMatchObject({ code: 'ANSWER_EMPTY' });
  expect(readChatAnswer({}, { content: 7 }).failure).toMatchObject({ code: 'ANSWER_EMPTY' });
});

it('never takes broken JSON, or an answer that was cut off, for the words of a chat agent', () => {
  const broken = [
    '{"content": "Sixty',
    '```json\n{"content": "Sixty',
    'Here you are: {"content": "Sixty',
    '{"answer": "Sixty"}',
  ];
  for (const said of broken.map(answer)) {
    expect(readChatAnswer(said, readModelAnswer(said))).toEqual({
      failure: { code: 'ANSWER_UNREADABLE', message: expect.any(String) },
      content: '',
      suggested_note: null,
    });
  }
  for (const content of ['Sixty pou', '{"content": "Sixty pounds, or {"']) {
    const said = { choices: [{ message: { content }, finish_reason: 'length' }] };
    expect(readChatAnswer(said, readModelAnswer(said)).failure).toMatchObject({ code: 'ANSWER_CUT' });
  }
});

it('takes no character from a model that a database cannot hold', () => {
  const odd = 'a\u0000b\ud83dc';
  const url = `https://a.example/${odd}`;
  const said = answer(JSON.stringify({ content: odd, suggested_note: odd }));
  const read = [
    readResearch({ findings: [odd], sources: [{ url, title: odd }] }),
    readDraft(
      { title: odd, summary: odd, blocks: [{ title: odd, content: odd, reasoning: odd, source_urls: [url] }] },
      [],
    ),
    readReview({ approved: false, problems: [odd] }),
    readChatAnswer(said, readModelAnswer(said)),
    readChatAnswer(answer(odd), null),
    describeFailure({ error: odd }, [], 'assistant'),
  ];
  for (const one of read) {
    expect(JSON.stringify(one)).toContain('a\ufffdb\ufffdc');
    expect(JSON.stringify(one)).not.toMatch(/\\u0000|\\ud83d/);
  }
});

it('gives a chat agent what was said last, and no more of it than a model should pay for', () => {
  const history = Array.from({ length: 30 }, (_, at) => ({
    role: 'assistant' as const,
    content: `${at} ${'words '.repeat(500)}`,
  }));
  const { user } = chatPrompt({ ...QUESTION, history });
  const sent: { history: { content: string }[] } = JSON.parse(user);
  expect(sent.history.at(-1)?.content).toMatch(/^29 /);
  expect(sent.history.length).toBeGreaterThan(3);
  expect(user.length).toBeLessThan(25_000);
});
