import type { EpisodeSource } from '../../shared/domain/json-shapes.ts';
import { SourceCredibility } from '../sources/source-credibility.tsx';
import { SourceName } from '../sources/source-name.tsx';

/** What the episode rests on, below its text, numbered as the text refers to it. */
export function SourceNotes({ sources }: { sources: readonly EpisodeSource[] }) {
  if (sources.length === 0) return null;
  return (
    <section className="reading-sources" aria-labelledby="reading-sources">
      <h2 id="reading-sources">Sources</h2>
      <ol>
        {sources.map((source, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a reference in the text means
          <li key={index} id={`source-${index + 1}`} dir="auto">
            <SourceName source={source} />
            <SourceCredibility value={source.credibility} />
          </li>
        ))}
      </ol>
    </section>
  );
}
