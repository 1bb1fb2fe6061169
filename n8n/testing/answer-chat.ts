import { z } from 'zod';
import { type ComposedEpisode, composeEpisode } from '../../cloud/worker/compose-episode.ts';
import { seededRandom } from '../../cloud/worker/seeded-random.ts';

/** Which agent is speaking, by the first line of its system message. */
export type Agent = 'research' | 'writing' | 'review';

const Chat = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});
const Material = z.object({
  project: z.string().default(''),
  brief: z.string(),
  notes: z.array(z.object({ id: z.string().optional(), content: z.string() })).default([]),
  previous_episode: z.object({ title: z.string(), summary: z.string() }).nullable().default(null),
});
const CHARACTERS_PER_TOKEN = 4; // the usual estimate for English text

export interface ChatAnswer {
  agent: Agent;
  /** As OpenAI's `/chat/completions` answers. */
  body: object;
}

/** What a model of ordinary ability would answer: text of the demo's own composer, always the same for the same material. */
export function answerChat(request: unknown): ChatAnswer {
  const { model, messages } = Chat.parse(request);
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const agent = /^You are the (research|writing|review) agent/.exec(system)?.[1];
  if (agent !== 'research' && agent !== 'writing' && agent !== 'review') {
    throw new Error('This endpoint knows the research, the writing and the review agent of the workflow only.');
  }
  const material = Material.parse(JSON.parse(messages.find(({ role }) => role === 'user')?.content ?? '{}'));
  const episode = composeEpisode(
    {
      projectTitle: material.project,
      brief: material.brief,
      notes: material.notes,
      previous: material.previous_episode,
    },
    seededRandom(`${material.project} ${material.previous_episode?.title}`),
  );
  const content = JSON.stringify(contentOf(agent, episode, material));
  const tokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);
  const prompt = messages.reduce((sum, message) => sum + tokens(message.content), 0);
  const completion = tokens(content);
  return {
    agent,
    body: {
      id: `chatcmpl-${crypto.randomUUID()}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1000),
      model,
      choices: [
        // Between fences, as many models answer whatever they are told.
        { index: 0, message: { role: 'assistant', content: `\`\`\`json\n${content}\n\`\`\`` }, finish_reason: 'stop' },
      ],
      usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
    },
  };
}

function contentOf(agent: Agent, episode: ComposedEpisode, { notes }: z.infer<typeof Material>): object {
  if (agent === 'research') {
    return {
      findings: episode.sections.map((section) => section.split('\n\n').at(1) ?? section),
      sources: episode.sources,
    };
  }
  if (agent === 'review') return { approved: true, problems: [], confidence: 0.9 };
  const [opening = '', ...rest] = episode.sections;
  const source_urls = episode.sources.map(({ url }) => url);
  return {
    title: episode.title,
    summary: episode.summary,
    blocks: [
      {
        type: 'INSIGHT',
        title: '',
        content: opening,
        confidence: 0.8,
        reasoning: 'Carried by two findings.',
        source_urls,
      },
      { type: 'MARKDOWN', title: '', content: rest.join('\n\n'), confidence: null, reasoning: '', source_urls },
    ],
    notes_used: notes.flatMap(({ id }) => (id === undefined ? [] : [id])),
  };
}
