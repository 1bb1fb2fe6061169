import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';

export const recordEvent: StoreCommand<'event.record'> = {
  payload: z.strictObject({
    event_type: z.string().min(1).max(100),
    event_data: z.record(z.string(), z.json()).exactOptional(),
  }),
  async run(scope, { event_type, event_data }) {
    const id = uuidv7();
    await scope.insert('user_events', id, {
      user_id: scope.context.userId,
      event_type,
      event_data: z.record(z.string(), z.json()).parse(event_data ?? {}),
      occurred_at: scope.context.at.toISOString(),
    });
    return { id };
  },
};
