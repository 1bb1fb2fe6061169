import { useEffect, useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useEngine } from '../engine-port/engine-context.ts';

/** Shorter words are in everything. */
const SHORTEST = 2;

/** Hits for what was typed last; an answer that comes late, for an older text, is dropped. */
export function useQuickSearch(text: string): QueryRow<'search.quick'>[] {
  const engine = useEngine();
  const [hits, setHits] = useState<QueryRow<'search.quick'>[]>([]);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < SHORTEST) {
      setHits([]);
      return;
    }
    let late = false;
    engine.query('search.quick', { text: wanted }).then(
      (rows) => {
        if (!late) setHits(rows);
      },
      () => {
        if (!late) setHits([]);
      },
    );
    return () => {
      late = true;
    };
  }, [engine, wanted]);
  return hits;
}
