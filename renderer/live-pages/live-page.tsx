import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { QueryParams, QueryRow } from '../../shared/ipc/contract.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import type { PagedQuery } from './live-pages.tsx';
import { FULL_PAGE_ROWS, PAGE_ROWS, pagesOf, type RowKey, usePageEnds } from './page-ends.ts';
import { useIsNear } from './use-is-near.ts';

interface LivePageProps<Q extends PagedQuery> {
  name: Q;
  params: QueryParams<Q>;
  list: string;
  place: number;
  /** The last one, behind which nothing is read yet. */
  isOpen: boolean;
  label: string;
  keyOf: (row: QueryRow<Q>) => RowKey;
  row: (row: QueryRow<Q>) => ReactNode;
  onRows: (count: number) => void;
}

/** One page: its rows while it is in sight or near it, else the room that they take. */
export function LivePage<Q extends PagedQuery>(props: LivePageProps<Q>) {
  const { list, place } = props;
  const element = useRef<HTMLDivElement>(null);
  const height = usePageEnds(({ lists }) => pagesOf(lists, list).heights[place]);
  const measured = usePageEnds((store) => store.measured);
  // One that was never seen is read at once: nobody knows how high it is.
  const near = useIsNear(element, height === undefined) || height === undefined;
  const [isShown, setShown] = useState(false);
  if (!near && isShown) setShown(false);
  return (
    <div ref={element} {...(height !== undefined && !(near && isShown) && { style: { height } })}>
      {near && (
        <PageRows
          {...props}
          onShown={(shown) => {
            if (shown !== isShown) setShown(shown);
            const now = element.current?.offsetHeight ?? 0;
            if (shown && isShown && now > 0 && now !== height) measured(list, place, now);
          }}
        />
      )}
    </div>
  );
}

interface PageRowsProps<Q extends PagedQuery> extends LivePageProps<Q> {
  /** After each drawing: whether its rows are there. */
  onShown: (shown: boolean) => void;
}

function PageRows<Q extends PagedQuery>(props: PageRowsProps<Q>) {
  const { name, params, list, place, isOpen, label, keyOf, row, onRows, onShown } = props;
  const live = useLiveQuery(name, params);
  const endPage = usePageEnds((store) => store.endPage);
  const rows = live.state === 'live' ? live.rows : null;
  const part = isOpen ? rows?.slice(0, PAGE_ROWS) : rows;
  // A page that was just ended asks anew for the rows that it has: they stay until they are here again.
  const [kept, setKept] = useState<{ of: QueryRow<Q>[]; part: QueryRow<Q>[] } | null>(null);
  if (rows !== null && part != null && kept?.of !== rows) setKept({ of: rows, part });
  const shown = part ?? kept?.part ?? null;

  const lastOfPage = rows?.[PAGE_ROWS - 1];
  const end = lastOfPage === undefined ? null : keyOf(lastOfPage);
  const isOverfull = !isOpen && rows !== null && rows.length >= FULL_PAGE_ROWS;
  const hasMore = isOpen && rows !== null && rows.length > PAGE_ROWS;
  useEffect(() => {
    if (isOverfull && end !== null) endPage(list, place, end);
  });
  useEffect(() => {
    if (rows !== null) onRows(rows.length);
    onShown(live.state !== 'failed' && shown !== null);
  });
  if (live.state === 'failed') return <p role="alert">{live.error.message}</p>;
  return (
    <>
      {shown !== null && shown.length > 0 && (
        <ul aria-label={label} className="divide-y divide-line">
          {shown.map(row)}
        </ul>
      )}
      {hasMore && end !== null && <ReadOn onNear={() => endPage(list, place, end)} />}
    </>
  );
}

/** Behind the last row that is read: coming near it reads the next page. */
function ReadOn({ onNear }: { onNear: () => void }) {
  const element = useRef<HTMLDivElement>(null);
  const near = useIsNear(element, false);
  useEffect(() => {
    if (near) onNear();
  });
  return <div ref={element} className="h-px" />;
}
