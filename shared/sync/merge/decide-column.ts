import type { MergeRule } from '../columns.ts';
import type { Json } from '../protocol.ts';
import { type MergedJson, mergeObjects, mergeRecords, mergeSources } from './merge-json.ts';
import { decideText } from './merge-text.ts';

interface Sides {
  base: Json;
  mine: Json;
  theirs: Json;
}

/**
 * What a column holds once somebody has chosen a side of a conflict: that side's version of what clashes, and everything of both
 * that does not. A value that has no parts is that side's as a whole. Pure.
 */
export function decideColumn(rule: MergeRule | undefined, sides: Sides, side: 'mine' | 'theirs'): Json {
  const { base, mine, theirs } = sides;
  if (rule === 'text') {
    if (typeof mine !== 'string' || typeof theirs !== 'string') return sides[side];
    return decideText(typeof base === 'string' ? base : '', mine, theirs, side);
  }
  const merged = side === 'mine' ? mergeParts(rule, base, mine, theirs) : mergeParts(rule, base, theirs, mine);
  return merged === null ? sides[side] : merged.value;
}

/** A value of parts that have names or ids, merged part by part; what both changed is as `first` has it. Null for any other. */
export function mergeParts(rule: MergeRule | undefined, base: Json, first: Json, second: Json): MergedJson | null {
  switch (rule) {
    case 'object':
      return mergeObjects(base, first, second);
    case 'records':
      return mergeRecords(base, first, second);
    case 'sources':
      return mergeSources(base, first, second);
    default:
      return null;
  }
}
