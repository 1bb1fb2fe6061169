import { withSourceIds } from '../../domain/episode-sources.ts';
import type { Json } from '../protocol.ts';
import { sameJson } from './same-json.ts';

/** `lost` is true when both sides changed one part differently, so that theirs is not in `value`. */
export interface MergedJson {
  value: Json;
  lost: boolean;
}

type JsonObject = { [key: string]: Json };

/** Key by key: changed on one side only, that side; on both, mine. */
export function mergeObjects(base: Json, mine: Json, theirs: Json): MergedJson {
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return { value: mine, lost: !sameJson(mine, theirs) };
  const value: JsonObject = {};
  let lost = false;
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const mineChanged = !sameJson(base[key], mine[key]);
    const theirsChanged = !sameJson(base[key], theirs[key]);
    const chosen = mineChanged ? mine[key] : theirs[key];
    if (mineChanged && theirsChanged && !sameJson(mine[key], theirs[key])) lost = true;
    if (chosen !== undefined) value[key] = chosen;
  }
  return { value, lost };
}

/**
 * Arrays of records with an `id`: record by record, and a record that both changed key by key. A record removed on one side and
 * changed on the other stays, as changed. The order is mine where I changed it, else theirs, with what only the other side has
 * behind.
 */
export function mergeRecords(base: Json, mine: Json, theirs: Json): MergedJson {
  const records = { base: byId(base), mine: byId(mine), theirs: byId(theirs) };
  if (records.base === null || records.mine === null || records.theirs === null) {
    return { value: mine, lost: !sameJson(mine, theirs) };
  }
  const value: Json[] = [];
  let lost = false;
  const [first, second] = isReordered(records.base, records.mine)
    ? [records.mine, records.theirs]
    : [records.theirs, records.mine];
  for (const id of new Set([...first.keys(), ...second.keys()])) {
    const before = records.base.get(id);
    const my = records.mine.get(id);
    const their = records.theirs.get(id);
    if (my !== undefined && their !== undefined) {
      const merged = mergeObjects(before ?? {}, my, their);
      value.push(merged.value);
      lost ||= merged.lost;
    } else {
      const left = my ?? their;
      // Of one side only: new there, or removed by the other; what was changed meanwhile stays.
      if (left !== undefined && !sameJson(before, left)) value.push(left);
    }
  }
  return { value, lost };
}

/** An episode's sources, each with the id that every desk gives it. */
export function mergeSources(base: Json, mine: Json, theirs: Json): MergedJson {
  return mergeRecords(identified(base), identified(mine), identified(theirs));
}

function identified(value: Json): Json {
  if (!Array.isArray(value) || !value.every(isObject)) return value;
  const ids = withSourceIds(
    value.map((item) => ({ ...item, title: asText(item.title), url: asText(item.url), id: asText(item.id) })),
  );
  return value.map((item, index) => ({ ...item, id: ids[index]?.id ?? '' }));
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Whether the records that both have stand in another order. */
function isReordered(base: Map<string, JsonObject>, side: Map<string, JsonObject>): boolean {
  const common = [...base.keys()].filter((id) => side.has(id));
  return !sameJson(
    common,
    [...side.keys()].filter((id) => base.has(id)),
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null when the array is not one of records with distinct ids. */
function byId(value: Json): Map<string, JsonObject> | null {
  if (!Array.isArray(value)) return null;
  const records = new Map<string, JsonObject>();
  for (const item of value) {
    if (!isObject(item) || typeof item.id !== 'string' || records.has(item.id)) return null;
    records.set(item.id, item);
  }
  return records;
}
