import { type ReactNode, useState } from 'react';
import type { QueryName, QueryParams, QueryRow } from '../../shared/ipc/contract.ts';
import { LivePage } from './live-page.tsx';
import { pagesOf, type RowKey, usePageEnds } from './page-ends.ts';

/** Queries that answer one page: behind `after`, up to and with `until`. */
export type PagedQuery = {
  [Q in QueryName]: QueryParams<Q> extends { after: unknown; until: unknown } ? Q : never;
}[QueryName];

export interface LivePagesProps<Q extends PagedQuery> {
  name: Q;
  params: Omit<QueryParams<Q>, 'after' | 'until'>;
  keyOf: (row: QueryRow<Q>) => RowKey;
  /** One row, an `li`. */
  row: (row: QueryRow<Q>) => ReactNode;
  /** In place of a list without rows. */
  empty: ReactNode;
  label: string;
}

/**
 * A list of any length. It is read page by page as one scrolls, each page a live query of its own between two rows, so that a new
 * row pushes none into a gap between pages. A page out of sight is neither read nor in the document: only its height is.
 */
export function LivePages<Q extends PagedQuery>({ name, params, empty, label, keyOf, row }: LivePagesProps<Q>) {
  const list = JSON.stringify([name, params]);
  const { ends, heights } = usePageEnds(({ lists }) => pagesOf(lists, list));
  const [first, setFirst] = useState<'opening' | 'empty' | 'rows'>(heights.length > 0 ? 'rows' : 'opening');
  const isEmpty = first === 'empty' && ends.length === 0;
  return (
    <>
      {isEmpty && empty}
      <div
        className={
          first === 'rows'
            ? 'divide-y divide-line overflow-hidden rounded-xl border border-line bg-raised [overflow-anchor:none]'
            : ''
        }
      >
        {[...ends, null].map((until, index) => {
          const after = ends[index - 1] ?? null;
          return (
            <LivePage
              key={`${list} ${after?.at(-1) ?? ''}`}
              name={name}
              params={{ ...params, after, until } as QueryParams<Q>}
              list={list}
              place={index}
              isOpen={until === null}
              label={label}
              keyOf={keyOf}
              row={row}
              onRows={(count) => index === 0 && setFirst(count === 0 && until === null ? 'empty' : 'rows')}
            />
          );
        })}
      </div>
    </>
  );
}
