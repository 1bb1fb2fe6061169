import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { SEARCH_LIMIT, SEARCH_LIMIT_MOST, type SearchHit, type SearchKind } from '../../shared/ipc/search.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { isEscape } from '../components/is-escape.ts';
import { count } from '../components/times.ts';
import { Page } from '../page/page.tsx';
import { hitPath } from './hit-place.ts';
import { type Filters, SearchFilters } from './search-filters.tsx';
import { searchRequest } from './search-request.ts';
import { SearchResult } from './search-result.tsx';
import { type SearchState, useSearch } from './use-search.ts';

/** Everything on this machine, by its words. What is asked stands in the address, so that back and a restart find it again. */
export default function SearchPage() {
  const [address, setAddress] = useSearchParams();
  const [, go] = useLocation();
  const [limit, setLimit] = useState(SEARCH_LIMIT);
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const text = address.get('q') ?? '';
  const filters: Filters = {
    kind: address.get('kind') as SearchKind | null,
    project: address.get('project'),
    status: address.get('status'),
    days: Number(address.get('days')) || null,
  };
  const found = useSearch(searchRequest(text, filters, limit));
  const hits = found.state === 'found' ? found.answer.hits : [];
  const at = Math.min(chosen, Math.max(0, hits.length - 1));
  // Hits may still be those of the words before, or none yet: an Enter waits for its own, which are here in some milliseconds.
  const isBehind = found.state === 'found' ? !found.current : found.state === 'empty' && text.trim() !== '';
  const [isWaiting, setWaiting] = useState(false);
  const open = (hit: SearchHit | undefined) => {
    setWaiting(false);
    if (hit !== undefined) go(hitPath(hit));
  };
  const enter = useEffectEvent(() => open(hits[at]));
  useEffect(() => {
    if (isWaiting && !isBehind) enter();
  }, [isWaiting, isBehind]);
  const change = (next: { text?: string; filters?: Filters }) => {
    const { kind, project, status, days } = next.filters ?? filters;
    const entries = { q: next.text ?? text, kind, project, status, days: days === null ? null : String(days) };
    setChosen(0);
    setWaiting(false);
    setLimit(SEARCH_LIMIT);
    setAddress(
      Object.entries(entries).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
      { replace: true },
    );
  };
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setChosen((at + step + hits.length) % hits.length);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (isBehind) setWaiting(true);
      else open(hits[at]);
    }
    if (isEscape(event)) change({ text: '' });
  };
  return (
    <Page title="Search">
      <h1 className="sr-only">Search</h1>
      <div className="flex flex-col gap-3">
        <label className="flex items-center gap-3 rounded-xl border border-line-strong bg-raised px-4 focus-within:border-accent focus-within:ring-2 focus-within:ring-accent/30">
          <Search size={17} className="text-faint" aria-hidden />
          <input
            // biome-ignore lint/a11y/noAutofocus: the page is for nothing else
            autoFocus
            role="combobox"
            aria-expanded={hits.length > 0}
            aria-controls={listId}
            aria-activedescendant={hits[at] === undefined ? undefined : `${listId}-${at}`}
            aria-label="Search projects, episodes, texts and notes"
            placeholder="Words, or a “phrase in quotes”"
            dir="auto"
            value={text}
            onChange={(event) => change({ text: event.target.value })}
            onKeyDown={walk}
            className="h-11 w-full bg-transparent text-[0.9375rem] placeholder:text-faint focus:outline-none"
          />
        </label>
        <SearchFilters filters={filters} onChange={(next) => change({ filters: next })} />
        <Told found={found} />
        <Results
          listId={listId}
          hits={hits}
          isOfBefore={isBehind}
          chosen={at}
          onPoint={setChosen}
          onOpen={(hit) => go(hitPath(hit))}
        />
        {found.state === 'found' && found.answer.more && limit < SEARCH_LIMIT_MOST && (
          <Button className="self-center" onClick={() => setLimit(Math.min(limit + 40, SEARCH_LIMIT_MOST))}>
            Show more
          </Button>
        )}
        {found.state === 'found' && found.answer.more && limit >= SEARCH_LIMIT_MOST && (
          <p className="text-center text-soft">There is more. Another word, a project or a time narrows it.</p>
        )}
      </div>
    </Page>
  );
}

/** What there is to say beside the hits: another word was taken, the index is not whole yet, nothing is there. */
function Told({ found }: { found: SearchState }) {
  if (found.state === 'empty') {
    return (
      <EmptyState title="Find anything on this machine">
        Titles, summaries, the whole text of every episode, and notes, offline too. Words may come in any order, the
        last one may be unfinished, and a typing error is forgiven.
      </EmptyState>
    );
  }
  if (found.state === 'failed') return <p role="alert">{found.message}</p>;
  const { hits, corrected, indexing } = found.answer;
  return (
    <div role="status" className="text-soft empty:hidden">
      {corrected.length > 0 && (
        <p>
          {corrected.map(({ typed, used }) => (
            <span key={typed}>
              Nothing contains “<bdi>{typed}</bdi>”; these contain{' '}
              <b className="font-medium text-ink">{used.join(', ')}</b>.{' '}
            </span>
          ))}
        </p>
      )}
      {indexing !== null && (
        <p>
          {indexing.done < indexing.total
            ? `The index is being made: ${count(indexing.done)} of ${count(indexing.total)} things can be found so far.`
            : 'The index is being brought up to date: what came last may not be found yet.'}
        </p>
      )}
      {hits.length === 0 && found.current && indexing === null && (
        <EmptyState title="Nothing on this machine contains all of these words">
          Fewer words, or fewer filters, find more.
        </EmptyState>
      )}
    </div>
  );
}

interface ResultsProps {
  listId: string;
  hits: readonly SearchHit[];
  /** They are of the text before; those of this one are on their way. */
  isOfBefore: boolean;
  chosen: number;
  onPoint: (index: number) => void;
  onOpen: (hit: SearchHit) => void;
}

function Results({ listId, hits, isOfBefore, chosen, onPoint, onOpen }: ResultsProps) {
  return (
    <div
      id={listId}
      role="listbox"
      aria-label="Results"
      aria-busy={isOfBefore}
      className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-raised empty:hidden"
    >
      {hits.map((hit, index) => (
        <SearchResult
          key={`${hit.kind} ${hit.id}`}
          id={`${listId}-${index}`}
          hit={hit}
          selected={index === chosen}
          onPoint={() => onPoint(index)}
          onOpen={() => onOpen(hit)}
        />
      ))}
    </div>
  );
}
