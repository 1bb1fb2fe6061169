import { MigrationRefused } from './migrate.ts';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
]);
const NOT_SIGNED_IN = new Set(['28P01', '28000']);

/** One sentence for the person at the terminal: no stack, and never the URL, which holds a password. */
export function describeDatabaseFailure(error: unknown): string {
  if (error instanceof MigrationRefused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.has(code)) {
    return 'The database cannot be reached: nothing answers at that host and port. Nothing was changed.';
  }
  if (NOT_SIGNED_IN.has(code)) return 'The database refused the user name or password. Nothing was changed.';
  if (code === '3D000') return 'The server has no database of that name. Nothing was changed.';
  if (code === '42501') return 'The user of that URL may not change the schema; use the owner of the database.';
  return error instanceof Error ? firstLine(error.message) : 'The database gave an answer that cannot be read.';
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
