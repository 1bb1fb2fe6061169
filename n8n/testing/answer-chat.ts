import { z } from 'zod';
import { composeAnswer } from '../../cloud/worker/compose-answer.ts';
import { type ComposedEpisode, composeEpisode } from '../../cloud/worker/compose-episode.ts';
import { seededRandom } from '../../cloud/worker/seeded-random.ts';

/** Which agent is speaking, by the first line of its system message. */
export type Agent = 'research' | 'writing' | 'review' | 'chat';

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
const Asked = z.object({
  question: z.string(),
  history: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })),
  project: z.object({ title: z.string(), brief: z.string(), notes: z.array(z.string()) }).nullable(),
  episode: z
    .object({
      title: z.string(),
      summary: z.string(),
      sources: z.array(z.object({ title: z.string(), url: z.string() })),
      text: z.string(),
    })
    .nullable(),
});
const CHARACTERS_PER_TOKEN = 4; // the usual estimate for English text

export interface ChatAnswer {
  agent: Agent;
  /** As OpenAI's `/chat/completions` answers. */
  body: object;
}

/**
 * What a model of ordinary ability would answer: text of the demo's own composer, always the same for the same material; or what
 * it is told to say.
 */
export function answerChat(request: unknown, told?: string): ChatAnswer {
  const { model, messages } = Chat.parse(request);
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const user = messages.find(({ role }) => role === 'user')?.content ?? '{}';
  const agent = /^You are the (research|writing|review|chat) agent/.exec(system)?.[1];
  if (agent !== 'research' && agent !== 'writing' && agent !== 'review' && agent !== 'chat') {
    throw new Error(
      'This endpoint knows the research, the writing, the review and the chat agent of the workflows only.',
    );
  }
  if (told !== undefined) return { agent, body: bodyOf(told, model, messages) };
  const content = JSON.stringify(agent === 'chat' ? answerTo(JSON.parse(user)) : contentFor(agent, JSON.parse(user)));
  // Between fences, as many models answer whatever they are told.
  return { agent, body: bodyOf(`\`\`\`json\n${content}\n\`\`\``, model, messages) };
}

function answerTo(user: unknown): object {
  const { question, history, project, episode } = Asked.parse(user);
  return composeAnswer({
    ...{ message_id: '', lease_token: '', lease_expires_at: '', attempt: 1, organization_id: '', question, history },
    project: project && {
      id: '',
      title: project.title,
      onboarding_brief: project.brief,
      planning_notes: project.notes,
    },
    episode: episode && { id: '', ...episode },
  });
}

function contentFor(agent: Exclude<Agent, 'chat'>, user: unknown): object {
  const material = Material.parse(user);
  const episode = composeEpisode(
    {
      projectTitle: material.project,
      brief: material.brief,
      notes: material.notes,
      previous: material.previous_episode,
    },
    seededRandom(`${material.project} ${material.previous_episode?.title}`),
  );
  return contentOf(agent, episode, material);
}

function bodyOf(content: string, model: string, messages: { content: string }[]): object {
  const tokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);
  const prompt = messages.reduce((sum, message) => sum + tokens(message.content), 0);
  const completion = tokens(content);
  return {
    id: `chatcmpl-${crypto.randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  };
}

function contentOf(
  agent: Exclude<Agent, 'chat'>,
  episode: ComposedEpisode,
  { notes }: z.infer<typeof Material>,
): object {
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
