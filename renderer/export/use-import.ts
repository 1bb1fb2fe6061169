import { useCommand } from '../engine-port/use-command.ts';
import type { EpisodeDocument } from './episode-document.ts';

export type ImportTarget =
  | { kind: 'project'; id: string }
  /** Behind the block, or first where there is none. */
  | { kind: 'episode'; id: string; afterBlockId: string | null };

/** Makes episodes or blocks of documents; answers how many and where a single new episode is. A refusal is shown and ends it. */
export function useImport(
  target: ImportTarget,
): (documents: EpisodeDocument[]) => Promise<{ done: number; path: string | null }> {
  const importEpisode = useCommand('episode.import');
  const importBlocks = useCommand('block.import');
  return async (documents) => {
    let done = 0;
    let path: string | null = null;
    let after = target.kind === 'episode' ? target.afterBlockId : null;
    for (const document of documents) {
      if (target.kind === 'project') {
        const made = await importEpisode({
          project_id: target.id,
          title: document.title,
          summary: document.summary,
          sources: document.sources.map(({ title, url, credibility = null }) => ({ title, url, credibility })),
          blocks: document.blocks,
        });
        if (made === null) break;
        path = documents.length === 1 ? `/episodes/${made.id}` : null;
      } else {
        const made = await importBlocks({ episode_id: target.id, after_block_id: after, blocks: document.blocks });
        if (made === null) break;
        after = made.ids.at(-1) ?? after;
      }
      done += 1;
    }
    return { done, path };
  };
}
