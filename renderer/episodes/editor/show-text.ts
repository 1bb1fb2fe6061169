import { type EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import { changesBetween } from './changes-between.ts';

/**
 * Another text as somebody else's change: the cursor and the selection stay at their words, and undo goes on undoing only what
 * was typed here.
 */
export function showText(state: EditorState, next: string): TransactionSpec {
  return {
    changes: changesBetween(state.doc.toString(), next),
    annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
  };
}
