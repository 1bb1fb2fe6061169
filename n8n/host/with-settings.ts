import { z } from 'zod';
import type { Settings } from '../code/job-settings.ts';

/** What a person would type into the nodes "Settings": those of the generation, and the address for alerts of the errors. */
export type ChosenSettings = Partial<Settings> & { alert_url?: string };

const Workflow = z.looseObject({ nodes: z.array(z.looseObject({ name: z.string(), parameters: z.looseObject({}) })) });
const SettingsNode = z.object({ jsonOutput: z.string() });
const Values = z.record(z.string(), z.unknown());

/** The workflow file with other values in its node "Settings"; a value that this workflow has no place for is left out. */
export function withSettings(workflowFile: string, chosen: ChosenSettings): string {
  const workflow = Workflow.parse(JSON.parse(workflowFile));
  for (const { name, parameters } of workflow.nodes) {
    if (name !== 'Settings') continue;
    const values = Values.parse(JSON.parse(SettingsNode.parse(parameters).jsonOutput));
    const mine = Object.entries(chosen).filter(([key, value]) => key in values && value !== undefined);
    parameters.jsonOutput = JSON.stringify({ ...values, ...Object.fromEntries(mine) }, null, 2);
  }
  return JSON.stringify(workflow, null, 2);
}
