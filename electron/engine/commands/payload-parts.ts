import { z } from 'zod';
import { SOURCE_LENGTH } from '../../../shared/domain/episode-sources.ts';
import { CHAT_MESSAGE_LENGTH, codePointLength, TITLE_LENGTH } from '../../../shared/domain/limits.ts';
import { IMPORTED_BLOCKS } from '../../../shared/ipc/commands.ts';

/** Parts of several commands' payloads. Lengths are those of the checks in migrations/common. */
export const id = z.uuid();
/** An ISO time with its zone. */
export const instant = z.iso.datetime({ offset: true });
/** Postgres cannot hold the character NUL. */
export const storableText = z.string().refine((text) => !text.includes('\u0000'), 'holds a NUL character');
export const title = storableText.refine(
  (text) => codePointLength(text) <= TITLE_LENGTH,
  `up to ${TITLE_LENGTH} characters`,
);
export const requiredTitle = title.refine((text) => text !== '', 'empty');

const sourceText = storableText.max(SOURCE_LENGTH);
/** 0 to 1, or not rated. */
export const credibility = z.number().min(0).max(1).nullable();
export const sourceFields = {
  title: sourceText,
  url: sourceText,
  credibility: credibility.exactOptional(),
};

export const importedBlocks = z
  .array(
    z.strictObject({
      type: z.enum(['MARKDOWN', 'INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION']).exactOptional(),
      title: title.exactOptional(),
      content: storableText,
    }),
  )
  .min(1)
  .max(IMPORTED_BLOCKS);

export const cadenceConfig = z.strictObject({
  mode: z.enum(['daily', 'weekdays', 'weekly', 'custom']),
  /** 0 = Sunday */
  days: z.array(z.int().min(0).max(6)).max(7),
  delivery_hour: z.int().min(0).max(23),
});

/** An IANA zone that this machine knows. */
export const timeZone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, 'not a time zone');

export const projectStatus = z.enum(['ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED']);
export const blockType = z.enum(['MARKDOWN', 'INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION']);
export const noteScope = z.enum(['NEXT_EPISODE', 'GENERAL', 'TOPIC_REQUEST', 'DEPTH_ADJUSTMENT']);
export const notePriority = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
export const noteStatus = z.enum(['pending', 'acknowledged', 'incorporated', 'deferred', 'archived']);
/** Counted as Postgres does, in code points. */
export const noteContent = z
  .string()
  .refine((text) => text.length > 0 && [...text].length <= 240, '1 to 240 characters');
export const highlightColour = z.enum(['yellow', 'green', 'blue', 'pink']);
export const chatMessage = storableText.refine(
  (text) => text.trim() !== '' && codePointLength(text) <= CHAT_MESSAGE_LENGTH,
  `1 to ${CHAT_MESSAGE_LENGTH} characters`,
);
