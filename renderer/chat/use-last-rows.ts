import type { EngineError, QueryName, QueryParams, QueryRow } from '../../shared/ipc/contract.ts';
import { failureOf, useLiveQuery } from '../engine-port/use-live-query.ts';

export interface LastRows<Q extends QueryName> {
  /** As last read; null while they were not. */
  rows: QueryRow<Q>[] | null;
  /** Why they cannot be read any more; null when they can. */
  failure: EngineError | null;
}

/** The rows of a named query, of which the last stay while they cannot be read again: what was said is not gone with the reading of it. */
export function useLastRows<Q extends QueryName>(name: Q, params: QueryParams<Q>): LastRows<Q> {
  const live = useLiveQuery(name, params);
  return { rows: live.state === 'live' ? live.rows : null, failure: failureOf(live) };
}
