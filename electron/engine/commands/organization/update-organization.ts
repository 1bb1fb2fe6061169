import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { timeZone } from '../payload-parts.ts';

/** In GBP; the column is numeric(12, 4). 0 means that nothing may be spent. */
const costLimit = z.number().min(0).max(99_999_999);

/** Whether the writer may is decided in the cloud, by row level security: only an admin's update is taken there. */
export const updateOrganization: StoreCommand<'organization.update'> = {
  payload: z.strictObject({
    patch: z.strictObject({
      daily_cost_limit_gbp: costLimit.exactOptional(),
      episode_cost_limit_gbp: costLimit.exactOptional(),
      timezone: timeZone.exactOptional(),
    }),
  }),
  async run(scope, { patch }) {
    await scope.update('organizations', scope.context.organizationId, patch);
    return { done: true };
  },
};
