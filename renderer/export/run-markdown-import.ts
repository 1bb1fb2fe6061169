import type { CommandName, CommandPayload, CommandResult } from '../../shared/ipc/contract.ts';
import type { EpisodeDocument } from './episode-document.ts';

export type ImportTarget =
  | { kind: 'project'; id: string }
  /** Behind the block, or first where there is none. */
  | { kind: 'episode'; id: string; afterBlockId: string | null };

/** The part of the engine that this import needs. */
export interface MarkdownImportEngine {
  command<C extends CommandName>(name: C, payload: CommandPayload<C>): Promise<CommandResult<C>>;
}

/**
 * Makes episodes or blocks of documents, one after the other. Calls `onMade` after each, with the page of a new episode; a failure
 * leaves what was made until then, and is thrown.
 */
export async function runMarkdownImport(
  engine: MarkdownImportEngine,
  target: ImportTarget,
  documents: readonly EpisodeDocument[],
  onMade: (path: string | null) => void,
): Promise<void> {
  let after = target.kind === 'episode' ? target.afterBlockId : null;
  for (const { title, summary, sources, blocks } of documents) {
    if (target.kind === 'project') {
      const { id } = await engine.command('episode.import', {
        project_id: target.id,
        title,
        summary,
        sources: sources.map(({ title, url, credibility = null }) => ({ title, url, credibility })),
        blocks,
      });
      onMade(`/episodes/${id}`);
    } else {
      const { ids } = await engine.command('block.import', { episode_id: target.id, after_block_id: after, blocks });
      after = ids.at(-1) ?? after;
      onMade(null);
    }
  }
}
