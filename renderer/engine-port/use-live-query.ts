import { useEffect, useState } from 'react';
import type { EngineError, QueryName, QueryParams, QueryRow } from '../../shared/ipc/contract.ts';
import { useEngine } from './engine-context.ts';

export type LiveRows<Q extends QueryName> =
  /** The first rows are on their way: milliseconds, since they come from this machine. Show nothing, not a spinner. */
  { state: 'opening' } | { state: 'live'; rows: QueryRow<Q>[] } | { state: 'failed'; error: EngineError };

/**
 * The rows of a named query, and again after every change of them. Rows of other parameters are never shown. Rows that are shown stay
 * when they cannot be read again: they are of a moment ago, and somebody may be typing into what is made of them. Who has no access
 * any more sees no page at all.
 */
export function useLiveQuery<Q extends QueryName>(name: Q, params: QueryParams<Q>): LiveRows<Q> {
  const engine = useEngine();
  const key = JSON.stringify([name, params]);
  const [latest, setLatest] = useState<{ key: string; rows: LiveRows<Q> }>({ key, rows: { state: 'opening' } });
  useEffect(() => {
    const [, wanted] = JSON.parse(key) as [Q, QueryParams<Q>];
    return engine.subscribe(
      name,
      wanted,
      (rows) => setLatest({ key, rows: { state: 'live', rows } }),
      (error) =>
        setLatest((shown) =>
          shown.key === key && shown.rows.state === 'live' ? shown : { key, rows: { state: 'failed', error } },
        ),
    );
  }, [engine, name, key]);
  return latest.key === key ? latest.rows : { state: 'opening' };
}

/** The rows, or none while they are opening or cannot be read: for places where an empty list says nothing wrong. */
export function useRows<Q extends QueryName>(name: Q, params: QueryParams<Q>): QueryRow<Q>[] {
  const live = useLiveQuery(name, params);
  return live.state === 'live' ? live.rows : [];
}
