import type { GeneratedBlock, GenerationError } from '../../shared/domain/generation.ts';
import { asText } from './as-text.ts';

export interface Draft {
  failure: GenerationError | null;
  title: string;
  summary: string;
  blocks: GeneratedBlock[];
  notes_used: string[];
}

/** The episode that the writing agent wrote; only ids of notes that were handed out count as used. */
export function readDraft(read: { [key: string]: unknown } | null, noteIds: readonly string[]): Draft {
  const types = ['MARKDOWN', 'INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION'] as const;
  const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const blocks = asList(read?.blocks).flatMap((value): GeneratedBlock[] => {
    const block: { [key: string]: unknown } = typeof value === 'object' && value !== null ? { ...value } : {};
    const content = asText(block.content);
    const confidence = block.confidence;
    if (content === '') return [];
    return [
      {
        type: types.find((type) => type === block.type) ?? 'MARKDOWN',
        title: asText(block.title),
        content,
        confidence: typeof confidence === 'number' ? Math.min(Math.max(confidence, 0), 1) : null,
        reasoning: asText(block.reasoning),
        source_urls: asList(block.source_urls)
          .map(asText)
          .filter((url) => url !== ''),
      },
    ];
  });
  const title = asText(read?.title);
  const failure =
    blocks.length > 0 && title !== ''
      ? null
      : { code: 'TEXT_EMPTY', message: 'The writing agent gave an answer without a title or text.', stage: 'writing' };
  const used = asList(read?.notes_used);
  return {
    failure,
    title,
    summary: asText(read?.summary),
    blocks,
    notes_used: noteIds.filter((id) => used.includes(id)),
  };
}
