import type { EpisodeSource } from '../../shared/domain/json-shapes.ts';

/** What the episode rests on, each with how far it can be trusted. */
export function SourcesList({ sources }: { sources: EpisodeSource[] }) {
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="sources">
      <h2 id="sources" className="mb-2 text-[0.9375rem] font-semibold">
        Sources
      </h2>
      <ol className="flex flex-col gap-2.5">
        {sources.map((source) => (
          <li key={`${source.url} ${source.title}`} className="text-[0.8125rem]">
            <a
              href={source.url}
              target="_blank"
              rel="noopener noreferrer"
              className="text-ink hover:text-accent hover:underline"
            >
              {source.title}
            </a>
            <div className="mt-0.5 flex items-center gap-2 text-xs text-faint">
              <span className="truncate">{hostOf(source.url)}</span>
              {source.credibility != null && <Credibility value={source.credibility} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Credibility({ value }: { value: number }) {
  const percent = Math.round(value * 100);
  return (
    <span className="ml-auto flex shrink-0 items-center gap-1.5" title={`Credibility ${percent} %`}>
      <span className="h-1 w-12 overflow-hidden rounded-full bg-line" aria-hidden>
        <span className="block h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      <span className="tabular-nums">
        <span className="sr-only">Credibility </span>
        {percent} %
      </span>
    </span>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
