import { StoreError } from '../store/store-error.ts';

/** Trying again is of no use before somebody makes room, or the store is opened anew. */
export function isUnusable(error: unknown): boolean {
  return error instanceof StoreError && error.code !== 'statement-refused' && error.code !== 'store-replaced';
}

/** For a line of the log. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
