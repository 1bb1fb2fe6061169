import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlantedBug } from './bugs.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');

type SourceChange = Extract<PlantedBug['change'], { where: 'source' }>;
type RoutineChange = Extract<PlantedBug['change'], { routine: string }>;

/** Changes a file of ours as it is loaded from here on. Call before anything imports it. */
export function plantInSource(change: SourceChange): void {
  const target = pathToFileURL(join(REPOSITORY, change.file)).href;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== target) return loaded;
      return { ...loaded, source: replaceIn(String(loaded.source), change) };
    },
  });
}

/** The statement that changes a function, from what `pg_get_functiondef` answers. */
export function changedRoutine(definition: string, change: RoutineChange): string {
  return replaceIn(definition, change);
}

export function replaceIn(text: string, { find, replace }: { find: string; replace: string }): string {
  const parts = text.split(find);
  if (parts.length < 2) throw new Error(`This bug cannot be planted any more: "${find}" is not there.`);
  return parts.join(replace);
}
