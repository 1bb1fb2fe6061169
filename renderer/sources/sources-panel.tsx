import { Plus } from 'lucide-react';
import { useState } from 'react';
import { withSourceIds } from '../../shared/domain/episode-sources.ts';
import type { EpisodeSource } from '../../shared/domain/json-shapes.ts';
import { Button } from '../components/button.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { isSourceBegun, SourceForm } from './source-form.tsx';
import { SourceItem } from './source-item.tsx';

interface SourcesPanelProps {
  episodeId: string;
  sources: readonly EpisodeSource[];
}

/** What the episode rests on: added, corrected, put in order and rated here. */
export function SourcesPanel({ episodeId, sources }: SourcesPanelProps) {
  const [isAdding, setIsAdding] = useState(() => isSourceBegun(episodeId, null));
  const adder = useFocusBack<HTMLButtonElement>(isAdding);
  const all = withSourceIds(sources);
  return (
    <section aria-labelledby="sources">
      <div className="mb-2 flex items-center">
        <h2 id="sources" className="text-[0.9375rem] font-semibold">
          Sources
        </h2>
        <Button ref={adder} look="quiet" compact className="ml-auto" onClick={() => setIsAdding(true)}>
          <Plus size={14} aria-hidden />
          Add a source
        </Button>
      </div>
      {all.length === 0 && !isAdding && (
        <p className="text-[0.8125rem] text-faint">
          None yet. A generation brings its own; add what you rely on yourself. “[^1]” in the text refers to the first.
        </p>
      )}
      <ol className="flex flex-col gap-3">
        {all.map((source, index) => (
          <SourceItem key={source.id} episodeId={episodeId} source={source} place={index} count={all.length} />
        ))}
      </ol>
      {isAdding && <SourceForm episodeId={episodeId} source={null} sources={all} onClose={() => setIsAdding(false)} />}
    </section>
  );
}
