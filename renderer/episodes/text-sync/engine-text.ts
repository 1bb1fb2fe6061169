import { type EngineClient, EngineFailure } from '../../engine-port/engine-client.ts';
import type { BlockTextOptions } from './block-text.ts';
import type { DraftPlace } from './draft-keys.ts';
import { browserDrafts } from './draft-store.ts';

/** What a text needs of the engine and of the browser, whether or not it is in an editor. */
export type TextParts = Pick<BlockTextOptions, 'blockId' | 'send' | 'read' | 'drafts' | 'isLasting' | 'after'>;

/** Refusals that the same text would meet again; after the others (the engine away, a full disk) it is sent again. */
function isLasting(error: unknown): boolean {
  return error instanceof EngineFailure && ['bad-request', 'not-found', 'refused'].includes(error.code);
}

export function engineText(engine: EngineClient, place: DraftPlace): TextParts {
  const { blockId: id } = place;
  return {
    blockId: id,
    send: async (base, content) => (await engine.command('block.edit', { id, base_content: base, content })).content,
    read: async () => {
      const [block] = await engine.query('blocks.text', { id });
      return block?.content ?? null;
    },
    drafts: browserDrafts(window.localStorage, place),
    isLasting,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
