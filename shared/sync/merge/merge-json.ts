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
 * Arrays of records with an `id`: record by record. A record removed on one side and changed on the other stays, as changed.
 * The order is theirs, with what only I have behind.
 */
export function mergeRecords(base: Json, mine: Json, theirs: Json): MergedJson {
  const records = { base: byId(base), mine: byId(mine), theirs: byId(theirs) };
  if (records.base === null || records.mine === null || records.theirs === null) {
    return { value: mine, lost: !sameJson(mine, theirs) };
  }
  const value: Json[] = [];
  let lost = false;
  for (const id of new Set([...records.theirs.keys(), ...records.mine.keys()])) {
    const before = records.base.get(id);
    const my = records.mine.get(id);
    const their = records.theirs.get(id);
    const mineChanged = !sameJson(before, my);
    const theirsChanged = !sameJson(before, their);
    if (mineChanged && theirsChanged && my !== undefined && their !== undefined && !sameJson(my, their)) lost = true;
    const chosen = mineChanged ? (my ?? (theirsChanged ? their : undefined)) : their;
    if (chosen !== undefined) value.push(chosen);
  }
  return { value, lost };
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
