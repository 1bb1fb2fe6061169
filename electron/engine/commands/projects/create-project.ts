import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { StoreCommand } from '../command.ts';
import { cadenceConfig, id, requiredTitle, timeZone } from '../payload-parts.ts';

export const createProject: StoreCommand<'project.create'> = {
  payload: z.strictObject({
    id: id.exactOptional(),
    title: requiredTitle,
    onboarding_brief: z.string().exactOptional(),
    cadence_config: cadenceConfig.exactOptional(),
    timezone: timeZone.exactOptional(),
  }),
  async run(scope, { id: given, cadence_config, ...columns }) {
    const id = given ?? uuidv7();
    await scope.insert('projects', id, {
      ...columns,
      ...(cadence_config && { cadence_config: { ...cadence_config } }),
    });
    return { id };
  },
};
