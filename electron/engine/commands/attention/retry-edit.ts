import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { id } from '../payload-parts.ts';
import { releaseParked } from './parked-edit.ts';

export const retryEdit: StoreCommand<'attention.retry'> = {
  payload: z.strictObject({ mutation_id: id }),
  async run(scope, { mutation_id }) {
    scope.waiting += await releaseParked(scope.tx, mutation_id);
    return { done: true };
  },
};
