import { type SerializerOptions, types } from '@electric-sql/pglite';
import type { SqlValue } from '../contract.ts';
import { RefusedError, refusal } from './refused-error.ts';
import type { Parameter } from './run-message.ts';

/**
 * A parameter as Postgres' text format, by the type that Postgres asks for. For json and jsonb a string is taken as JSON text, bytes
 * as the same in UTF-8, and everything else is stringified; an object for any other type than json, jsonb and arrays is a mistake and is refused.
 */
export function encodeParameter(serializers: SerializerOptions, value: SqlValue, type: number): Parameter {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  const serialize = serializers[type];
  const isJson = type === types.JSON || type === types.JSONB;
  if (isJson && value instanceof Uint8Array) return value;
  if (typeof value === 'object' && !isJson && !Array.isArray(value) && !(value instanceof Uint8Array)) {
    throw new RefusedError(refusal('22023', `an object cannot be a parameter of type ${type}`));
  }
  return serialize ? serialize(value) : String(value);
}
