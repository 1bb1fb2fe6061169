import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { MOST_SOURCES } from '../../../../shared/domain/episode-sources.ts';
import type { StoreCommand } from '../command.ts';
import { id, importedBlocks, sourceFields, storableText, title } from '../payload-parts.ts';
import { nextSequenceNumber } from './next-sequence-number.ts';

const GAP = 10;

export const importEpisode: StoreCommand<'episode.import'> = {
  payload: z.strictObject({
    id: id.exactOptional(),
    project_id: id,
    title,
    summary: storableText.exactOptional(),
    sources: z.array(z.strictObject(sourceFields)).max(MOST_SOURCES).exactOptional(),
    blocks: importedBlocks,
  }),
  async run(scope, { id: given, blocks, sources = [], ...columns }) {
    const id = given ?? uuidv7();
    await scope.insert('episodes', id, {
      ...columns,
      sequence_number: await nextSequenceNumber(scope.tx, columns.project_id),
      sources: sources.map((source) => ({ id: uuidv7(), ...source })),
    });
    for (const [index, block] of blocks.entries()) {
      await scope.insert('blocks', uuidv7(), { episode_id: id, position: GAP * (index + 1), ...block });
    }
    return { id };
  },
};
