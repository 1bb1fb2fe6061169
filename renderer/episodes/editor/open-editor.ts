import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { changesBetween } from './changes-between.ts';
import { markdownLook } from './markdown-look.ts';

export interface MarkdownEditor {
  /** Puts another text in, as somebody else's change: not in the undo history, the cursor stays. */
  show(text: string): void;
  isComposing(): boolean;
  close(): void;
}

interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  onTyped: (text: string) => void;
  onBlur: () => void;
  /** An input method has finished its word. */
  onComposed: () => void;
}

/** A CodeMirror editor for markdown prose. */
export function openEditor({ parent, text, label, onTyped, onBlur, onComposed }: EditorOptions): MarkdownEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        drawSelection(),
        search({ top: true }),
        // Ctrl+Enter and Alt+arrows are the episode page's.
        keymap.of([
          ...historyKeymap,
          ...searchKeymap,
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Alt-ArrowUp' && key !== 'Alt-ArrowDown'),
        ]),
        markdown({ base: markdownLanguage }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': label,
          spellcheck: 'true',
          autocorrect: 'on',
          autocapitalize: 'on',
        }),
        placeholder('Write here. Markdown works: ## heading, **bold**, - list.'),
        markdownLook,
        EditorView.updateListener.of((update) => {
          const typed = update.transactions.some(
            (one) => one.docChanged && one.annotation(Transaction.remote) !== true,
          );
          if (typed) onTyped(update.state.doc.toString());
        }),
        // After the editor itself has seen the end of the composition.
        EditorView.domEventHandlers({ blur: () => onBlur(), compositionend: () => void setTimeout(onComposed) }),
      ],
    }),
  });
  return {
    show(next) {
      view.dispatch({
        changes: changesBetween(view.state.doc.toString(), next),
        annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
      });
    },
    isComposing: () => view.composing,
    close: () => view.destroy(),
  };
}
