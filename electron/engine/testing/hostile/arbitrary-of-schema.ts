import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import { hostileValue } from './hostile-values.ts';

/** What of JSON Schema our own schemas become. */
const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** Of four parts of a value, about one is replaced by something else; the rest fits, so that it gets deep into what reads it. */
const FITTING_WEIGHT = 6;

/**
 * Values that a schema takes, with parts of them replaced by what it should not take. What a schema refines beyond JSON Schema is
 * not known here, which is welcome.
 */
export function nearlyFitting(schema: z.ZodType, known: Known = {}): Arbitrary<unknown> {
  return ofSchema(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }), known);
}

/** Values to prefer for some keys: ids that exist get further than ids that do not. */
export interface Known {
  [key: string]: unknown[];
}

function ofSchema(given: unknown, known: Known, key = ''): Arbitrary<unknown> {
  const preferred = known[key];
  const fitting =
    preferred === undefined ? fittingValue(Schema.parse(given), known, key) : fc.constantFrom(...preferred);
  return fc.oneof({ weight: FITTING_WEIGHT, arbitrary: fitting }, { weight: 1, arbitrary: hostileValue });
}

function fittingValue(schema: z.infer<typeof Schema>, known: Known, key: string): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => ofSchema(one, known, key)));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return fc.array(ofSchema(schema.items ?? {}, known), { maxLength: Math.min(schema.maxItems ?? 5, 8) });
    case 'string':
      if (schema.format === 'uuid') return fc.uuid();
      return fc.string({
        unit: 'grapheme',
        minLength: schema.minLength ?? 0,
        maxLength: Math.min(schema.maxLength ?? 60, 300),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -100, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 100, 2 ** 31),
      });
    case 'number':
      return fc.double();
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function objectOf({ properties = {}, required = [] }: z.infer<typeof Schema>, known: Known): Arbitrary<unknown> {
  const arbitraries = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, ofSchema(schema, known, name)]),
  );
  return fc
    .tuple(
      fc.record(arbitraries, { requiredKeys: required.filter((name) => name in arbitraries) }),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.dictionary(fc.string(), hostileValue, { maxKeys: 2 }) },
      ),
    )
    .map(([fitting, beside]) => ({ ...beside, ...fitting }));
}
