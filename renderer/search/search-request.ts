import type { SearchRequest } from '../../shared/ipc/search.ts';
import type { Filters } from './search-filters.tsx';

const DAY_MS = 86_400_000;

/** The request for what a person typed and chose. Whole days, so that the same question stays the same question. */
export function searchRequest(text: string, { kind, project, status, days }: Filters, limit: number): SearchRequest {
  return {
    text,
    limit,
    ...(kind === null ? {} : { kinds: [kind] }),
    ...(project === null ? {} : { project_id: project }),
    ...(status === null ? {} : { status }),
    ...(days === null ? {} : { since: new Date((Math.floor(Date.now() / DAY_MS) - days) * DAY_MS).toISOString() }),
  };
}
