import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id, title } from '../payload-parts.ts';
import { nextSequenceNumber } from './next-sequence-number.ts';

export const createEpisode: StoreCommand<'episode.create'> = {
  payload: z.strictObject({ id: id.exactOptional(), project_id: id, title }),
  async run(scope, { id: given, project_id, title }) {
    const id = given ?? uuidv7();
    const sequence_number = await nextSequenceNumber(scope.tx, project_id);
    await scope.insert('episodes', id, { project_id, sequence_number, title });
    await scope.insert('blocks', uuidv7(), { episode_id: id, position: 10, content: '' });
    return { id };
  },
};
