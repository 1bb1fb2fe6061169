import { z } from 'zod';
import type { StoreCommand } from '../command.ts';

/** The person has read what became of a store that was rebuilt. It stays in the log. */
export const acknowledgeRecovery: StoreCommand<'recovery.acknowledge'> = {
  payload: z.strictObject({}),
  async run({ tx, context }) {
    await tx.query(
      `update sync_log set details = details || jsonb_build_object('seen_at', $1::text)
       where kind = 'recovered' and not details ? 'seen_at'`,
      [context.at.toISOString()],
    );
    return { done: true };
  },
};
