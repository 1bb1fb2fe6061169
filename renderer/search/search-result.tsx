import { FileText, FolderOpen, type LucideIcon, StickyNote, TextSearch } from 'lucide-react';
import type { SearchHit, SearchKind } from '../../shared/ipc/search.ts';
import { shortDate } from '../components/times.ts';
import { hitTitle } from './hit-place.ts';
import { Pieces } from './pieces.tsx';

const ICONS: Record<SearchKind, LucideIcon> = {
  project: FolderOpen,
  episode: FileText,
  block: TextSearch,
  note: StickyNote,
};
const NAMES: Record<SearchKind, string> = { project: 'Project', episode: 'Episode', block: 'Text', note: 'Note' };

interface SearchResultProps {
  id: string;
  hit: SearchHit;
  selected: boolean;
  onPoint: () => void;
  onOpen: () => void;
}

export function SearchResult({ id, hit, selected, onPoint, onOpen }: SearchResultProps) {
  const Icon = ICONS[hit.kind];
  const hasTitle = hit.title.length > 0;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      data-testid={`hit-${hit.kind}`}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' });
      }}
      onMouseMove={onPoint}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen();
      }}
      className="grid cursor-default grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-3 px-4 py-3 aria-selected:bg-selected"
    >
      <Icon size={16} className="mt-0.5 text-faint" aria-hidden />
      <p className="min-w-0 font-medium">
        <span className="sr-only">{NAMES[hit.kind]}: </span>
        <span dir="auto" className="block truncate">
          {hasTitle ? <Pieces pieces={hit.title} /> : hitTitle(hit)}
        </span>
      </p>
      <p className="text-xs text-faint tabular-nums">{shortDate(hit.updated_at)}</p>
      <p dir="auto" className="col-start-2 line-clamp-2 text-[0.8125rem] text-soft">
        <Pieces pieces={hit.snippet} />
      </p>
      <p className="col-start-2 mt-0.5 truncate text-xs text-faint">
        {NAMES[hit.kind]}
        {hit.kind !== 'project' && hasTitle && (
          <>
            {' '}
            in <bdi>{hit.project_title}</bdi>
          </>
        )}
      </p>
    </div>
  );
}
