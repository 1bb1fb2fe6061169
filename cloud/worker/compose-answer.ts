import type { ClaimedQuestion } from '../../shared/domain/chat.ts';
import { NOTE_LENGTH } from '../../shared/domain/limits.ts';

/**
 * An answer made of the episode's own sentences: those that have most of the question's words, quoted. It invents nothing, and says
 * so where the text has nothing to say. A pure function of the question.
 */
export function composeAnswer(question: ClaimedQuestion): { content: string; suggested_note?: string } {
  const { episode, project } = question;
  const wanted = wordsOf(question.question);
  if (episode === null || episode.text.trim() === '') return { content: aboutProject(question) };
  const found = sentencesOf(episode.text)
    .map((sentence) => ({ sentence, hits: [...wordsOf(sentence)].filter((word) => wanted.has(word)).length }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .slice(0, 3);
  const [best] = found;
  if (best === undefined) {
    const topic = project?.title ?? episode.title;
    return {
      content: `“${episode.title}” does not speak of that. Its subject is this: ${episode.summary}`,
      suggested_note: cut(`Please cover this in the next episode on ${topic}: ${question.question}`),
    };
  }
  const quotes = found.map(({ sentence }) => `> ${sentence}`).join('\n\n');
  const sources = episode.sources.slice(0, 2).map(({ title }) => title);
  const rests = sources.length === 0 ? '' : `\n\nThe episode rests on ${sources.join(' and ')}, among others.`;
  return {
    content: `The episode says this about it:\n\n${quotes}${rests}`,
    suggested_note: cut(`Follow up on this: ${best.sentence}`),
  };
}

function aboutProject({ project, question }: ClaimedQuestion): string {
  if (project === null) return `Ask me about a project or an episode, and I can look into it. You asked: “${question}”`;
  const notes =
    project.planning_notes.length === 0
      ? 'No planning notes wait for the next episode.'
      : `For the next episode ${project.planning_notes.length} planning notes wait; the newest: “${project.planning_notes.at(-1)}”.`;
  const brief = /^[^.!?]{1,300}[.!?]/.exec(project.onboarding_brief.trim())?.[0] ?? project.title;
  return `The brief of “${project.title}” begins: ${brief}\n\n${notes}`;
}

/** Words that say something: the short ones are the same in every sentence. */
function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
}

function sentencesOf(text: string): string[] {
  return text
    .split(/\n+/)
    .filter((line) => !/^\s*([#>|]|[-*] |```)/.test(line))
    .flatMap((line) => line.match(/[^.!?]+[.!?]+["”)]*/g) ?? [])
    .map((sentence) => sentence.replace(/[*_`]/g, '').trim())
    .filter((sentence) => sentence.length > 20);
}

function cut(note: string): string {
  const letters = [...note];
  return letters.length <= NOTE_LENGTH
    ? note
    : `${letters
        .slice(0, NOTE_LENGTH - 1)
        .join('')
        .replace(/\s\S*$/, '')}…`;
}
