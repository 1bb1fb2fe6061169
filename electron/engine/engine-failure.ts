import type { EngineError, EngineErrorCode } from '../../shared/ipc/contract.ts';
import { StoreError } from './store/store-error.ts';

/** A failure whose message is for people: what happened, what is safe, what to do next. Crosses the port as data. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Any thrown thing as data for the other side of a port; an unknown one gives nothing of its insides away. */
export function toEngineError(thrown: unknown): EngineError {
  if (thrown instanceof EngineFailure) return { code: thrown.code, message: thrown.message };
  if (thrown instanceof StoreError) return describeStoreError(thrown);
  return {
    code: 'internal',
    message: 'Something went wrong inside the app. Nothing was changed; please try again.',
  };
}

function describeStoreError(error: StoreError): EngineError {
  switch (error.code) {
    case 'disk-full':
      return {
        code: 'disk-full',
        message:
          'The disk is full, so this change was not saved. Everything saved before is safe. Free some space and try again.',
      };
    case 'statement-refused':
      return describeRefusal(error.refusal?.sqlstate ?? '');
    case 'store-newer':
      return {
        code: 'store-unavailable',
        message:
          'The data on this machine was last used by a newer version of this app. Nothing was changed; please update the app.',
      };
    case 'store-replaced':
      return { code: 'store-unavailable', message: 'The local database had to be restarted. Please try again.' };
    default:
      return {
        code: 'store-unavailable',
        message: 'The local database cannot be used at the moment. What was saved is kept; please restart the app.',
      };
  }
}

function describeRefusal(sqlstate: string): EngineError {
  switch (sqlstate) {
    case 'P0002':
    case '23503':
      return { code: 'not-found', message: 'This is not there any more. It may have been removed on another machine.' };
    case '23514':
    case '22001':
      return { code: 'refused', message: 'A value is too long or outside what is allowed. Nothing was changed.' };
    case '23505':
      return { code: 'refused', message: 'This exists already. Nothing was changed.' };
    case '22P02':
    case '22007':
    case '22003':
    case '23502':
    case '42804':
      return { code: 'bad-request', message: 'A value is missing or of the wrong kind. Nothing was changed.' };
    default:
      return { code: 'refused', message: 'The local database refused this change. Nothing was changed.' };
  }
}
