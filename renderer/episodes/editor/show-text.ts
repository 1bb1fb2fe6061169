import { type EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import { withLineEnd } from '../../../shared/sync/merge/line-ends.ts';
import { changesBetween } from './changes-between.ts';

/**
 * Another text as somebody else's change: the cursor and the selection stay at their words, and undo goes on undoing only what
 * was typed here.
 */
export function showText(state: EditorState, next: string): TransactionSpec {
  return {
    // The editor has line feeds: a carriage return put in before one would be a line more.
    changes: changesBetween(state.doc.toString(), withLineEnd(next, '\n')),
    annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
  };
}
