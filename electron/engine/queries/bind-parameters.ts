import type { SqlValue } from '../store/contract.ts';
import type { QueryStatement } from './query-statement.ts';

/** The parameters of a named query are not what its statement takes; comes from a page of another version, or a bug. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

const NUMBER_TYPES = ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Puts the named parameters of a request in the statement's order; what came over the port is checked, not believed. */
export function bindParameters(statement: QueryStatement, params: unknown): SqlValue[] {
  const given: object = typeof params === 'object' && params !== null ? params : {};
  const unknown = Object.keys(given).find((name) => !statement.parameters.some((parameter) => parameter.name === name));
  if (unknown !== undefined) throw new ParameterError(`there is no parameter "${unknown}"`);
  return statement.parameters.map(({ name, type }) => {
    const value: unknown = Reflect.get(given, name);
    if (!fits(type, value)) throw new ParameterError(`parameter "${name}" is not a ${type}`);
    return value;
  });
}

function fits(type: string, value: unknown): value is SqlValue {
  if (NUMBER_TYPES.includes(type)) return typeof value === 'number' && Number.isFinite(value);
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'uuid') return typeof value === 'string' && UUID.test(value);
  if (type.startsWith('json')) return value !== undefined;
  return typeof value === 'string';
}
