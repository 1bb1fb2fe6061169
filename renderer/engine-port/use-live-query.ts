import { useEffect, useState } from 'react';
import type { EngineError, QueryName, QueryParams, QueryRow } from '../../shared/ipc/contract.ts';
import { useEngine } from './engine-context.ts';

export type LiveRows<Q extends QueryName> =
  /** The first rows are on their way: milliseconds, since they come from this machine. Show nothing, not a spinner. */
  | { state: 'opening' }
  /** With the failure of a later reading, the rows are of a moment ago. */
  | { state: 'live'; rows: QueryRow<Q>[]; failure?: EngineError }
  | { state: 'failed'; error: EngineError };

/**
 * The rows of a named query, and again after every change of them. Rows of other parameters are never shown. Those that are shown stay
 * when they cannot be read again: somebody may be typing into what is made of them. Who has no access any more sees no page at all.
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
        setLatest(({ key: shown, rows }) => ({
          key,
          rows: shown === key && rows.state === 'live' ? { ...rows, failure: error } : { state: 'failed', error },
        })),
    );
  }, [engine, name, key]);
  return latest.key === key ? latest.rows : { state: 'opening' };
}

/** Why the rows could not be read last, at first or again; null when they are of this moment. */
export function failureOf<Q extends QueryName>(live: LiveRows<Q>): EngineError | null {
  if (live.state === 'opening') return null;
  return live.state === 'failed' ? live.error : (live.failure ?? null);
}

/** The rows, or none while they are opening or cannot be read: for places where an empty list says nothing wrong. */
export function useRows<Q extends QueryName>(name: Q, params: QueryParams<Q>): QueryRow<Q>[] {
  const live = useLiveQuery(name, params);
  return live.state === 'live' ? live.rows : [];
}
