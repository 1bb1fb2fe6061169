/**
 * A text of a model's answer as a database takes it; '' for what is no text. JSON may name a NUL or half of a surrogate pair,
 * which no text of Postgres can hold: the whole attempt would be refused for one character.
 */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '\ufffd').trim() : '';
}
