import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { cadenceConfig, id, projectStatus, requiredTitle, timeZone } from '../payload-parts.ts';

export const updateProject: StoreCommand<'project.update'> = {
  payload: z.strictObject({
    id,
    patch: z.strictObject({
      title: requiredTitle.exactOptional(),
      onboarding_brief: z.string().exactOptional(),
      cadence_config: cadenceConfig.exactOptional(),
      timezone: timeZone.exactOptional(),
      status: projectStatus.exactOptional(),
    }),
  }),
  async run(scope, { id, patch: { cadence_config, ...columns } }) {
    await scope.update('projects', id, {
      ...columns,
      ...(cadence_config && { cadence_config: { ...cadence_config } }),
    });
    return { done: true };
  },
};
