import { outsideAddress } from '../../shared/desk/outside-address.ts';
import type { EpisodeSource } from '../../shared/domain/json-shapes.ts';

/** Title and place of a source; a link only where the address is one of the web. */
export function SourceName({ source }: { source: EpisodeSource }) {
  const name = source.title.trim() === '' ? source.url : source.title;
  const host = hostOf(source.url);
  return (
    <>
      {host === null ? (
        <span dir="auto">{name}</span>
      ) : (
        <a href={source.url} target="_blank" rel="noopener noreferrer" dir="auto" className="source-link">
          {name}
        </a>
      )}
      <span className="block truncate text-xs text-faint">{host ?? source.url}</span>
    </>
  );
}

/** Null for what is not a web address, or none that is opened. */
function hostOf(url: string): string | null {
  const address = outsideAddress(url);
  return address === null ? null : new URL(address).host || null;
}
