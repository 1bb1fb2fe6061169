import { v5 as uuidv5 } from 'uuid';
import type { EpisodeSource } from './json-shapes.ts';

/** A source that can be named: edits of several desks are merged source by source. */
export type IdentifiedSource = EpisodeSource & { id: string };

export type SourceChange =
  /** `place` is an index; at the end without one. */
  | { kind: 'add'; source: IdentifiedSource; place?: number }
  | { kind: 'update'; id: string; patch: { title?: string; url?: string; credibility?: number | null } }
  | { kind: 'remove'; id: string }
  | { kind: 'move'; id: string; place: number };

/** Of one source's title or address; what a person would never type and a page could not show. */
export const SOURCE_LENGTH = 2000;
/** Of one episode. */
export const MOST_SOURCES = 300;

// Any fixed UUID will do.
const NAMESPACE = '8f0c2e64-5a0f-4b3e-9d21-6f0a4a1f7c55';

/**
 * Sources come from n8n without an id. They get one that follows from what they say, so that every desk gives the same source
 * the same id without asking anybody.
 */
export function withSourceIds(sources: readonly EpisodeSource[]): IdentifiedSource[] {
  const seen = new Map<string, number>();
  return sources.map((source) => {
    if (typeof source.id === 'string' && source.id !== '') return { ...source, id: source.id };
    const says = JSON.stringify([source.url, source.title]);
    const before = seen.get(says) ?? 0;
    seen.set(says, before + 1);
    return { ...source, id: uuidv5(before === 0 ? says : `${says} ${before}`, NAMESPACE) };
  });
}

/** The sources after a change; null when the source it speaks of is not among them (any more). */
export function changeSources(sources: readonly EpisodeSource[], change: SourceChange): IdentifiedSource[] | null {
  const all = withSourceIds(sources);
  const id = change.kind === 'add' ? change.source.id : change.id;
  const index = all.findIndex((source) => source.id === id);
  if (change.kind === 'add') {
    const others = all.filter((source) => source.id !== id);
    return others.toSpliced(change.place ?? others.length, 0, change.source);
  }
  const source = all[index];
  if (source === undefined) return null;
  switch (change.kind) {
    case 'update':
      return all.with(index, { ...source, ...change.patch });
    case 'remove':
      return all.toSpliced(index, 1);
    case 'move':
      return all.toSpliced(index, 1).toSpliced(change.place, 0, source);
  }
}
