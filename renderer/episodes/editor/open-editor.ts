import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { forceParsing } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder, type ViewUpdate } from '@codemirror/view';
import { isMac } from '../../commands/key-chords.ts';
import { searchMarks } from '../find/text-finder.ts';
import { languageOf } from '../writing/language-of.ts';
import { linkClicks } from './keys/links.ts';
import { textKeys } from './keys/text-commands.ts';
import { litParagraph } from './look/lit-paragraph.ts';
import { liveMarkdown } from './look/live-markdown.ts';
import { paper } from './look/paper.ts';
import { smartPaste } from './paste/smart-paste.ts';
import { showText } from './show-text.ts';
import './look/paper.css';

export interface MarkdownEditor {
  readonly view: EditorView;
  /** Puts another text in, as somebody else's change: not in the undo history, the cursor stays. */
  show(text: string): void;
  isComposing(): boolean;
  /** Checks spelling from now on, or not, in the language that the text has by now. */
  setSpelling(spelling: boolean): void;
  /** What a screen reader calls it, from now on. */
  setLabel(label: string): void;
  close(): void;
}

interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  onTyped: (text: string) => void;
  spelling: boolean;
  /** Anything changed: the text, the selection, the focus. */
  onUpdate: (update: ViewUpdate) => void;
  onBlur: () => void;
  /** An input method has finished its word. */
  onComposed: () => void;
  /** True when an edit of several texts was taken back, or done again; else it is for this text's own history. */
  onUndo: () => boolean;
  onRedo: () => boolean;
}

/** Keys of the episode page, which the text leaves alone. */
const OF_THE_PAGE = new Set(['Mod-Enter', 'Alt-ArrowUp', 'Alt-ArrowDown', 'Mod-Alt-\\']);

/**
 * What is in sight is parsed before it is seen, for so many milliseconds at most: the parser's own start is given up on a busy machine,
 * and its next one is a tenth of a second later, in which the text would be bare markdown.
 */
const PARSING_MS = 20;

/** As much of a text as tells its language, in characters. */
const LANGUAGE_SAMPLE = 4_000;

function readingAttributes({ spelling, language }: { spelling: boolean; language: string | null }): Extension {
  return EditorView.contentAttributes.of({
    spellcheck: String(spelling),
    ...(language === null ? {} : { lang: language }),
  });
}

/** A CodeMirror editor for markdown prose. */
export function openEditor(options: EditorOptions): MarkdownEditor {
  const { parent, text, label, onTyped, onUpdate, onBlur, onComposed, onUndo, onRedo } = options;
  const reading = new Compartment();
  const naming = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Before the history's own: a menu's "Undo" comes this way, without a key.
        EditorView.domEventHandlers({
          beforeinput(event) {
            const joint = { historyUndo: onUndo, historyRedo: onRedo }[event.inputType];
            if (joint?.() !== true) return false;
            event.preventDefault();
            return true;
          },
        }),
        history(),
        drawSelection(),
        keymap.of([
          ...textKeys,
          // As in historyKeymap, which comes after them.
          { key: 'Mod-z', run: onUndo },
          { key: 'Mod-y', mac: 'Mod-Shift-z', run: onRedo },
          { linux: 'Ctrl-Shift-z', run: onRedo },
          ...historyKeymap,
          ...defaultKeymap.filter(({ key }) => key === undefined || !OF_THE_PAGE.has(key)),
        ]),
        markdown({ base: markdownLanguage, addKeymap: false, completeHTMLTags: false }),
        linkClicks(isMac(navigator.platform)),
        smartPaste(),
        EditorView.lineWrapping,
        naming.of(EditorView.contentAttributes.of({ 'aria-label': label })),
        EditorView.contentAttributes.of({
          'aria-multiline': 'true',
          autocorrect: 'on',
          autocapitalize: 'on',
        }),
        reading.of(readingAttributes({ spelling: options.spelling, language: languageOf(text) })),
        placeholder('Write here. Markdown works: ## heading, **bold**, - list.'),
        liveMarkdown,
        litParagraph,
        searchMarks,
        paper,
        EditorView.updateListener.of((update) => {
          const typed = update.transactions.some(
            (one) => one.docChanged && one.annotation(Transaction.remote) !== true,
          );
          if (typed) onTyped(update.state.doc.toString());
          onUpdate(update);
        }),
        // After the editor itself has seen the end of the composition.
        EditorView.domEventHandlers({ blur: () => onBlur(), compositionend: () => void setTimeout(onComposed) }),
      ],
    }),
  });
  forceParsing(view, view.viewport.to, PARSING_MS);
  return {
    view,
    show: (next) => view.dispatch(showText(view.state, next)),
    isComposing: () => view.composing,
    setSpelling(spelling) {
      const language = languageOf(view.state.sliceDoc(0, LANGUAGE_SAMPLE));
      view.dispatch({ effects: reading.reconfigure(readingAttributes({ spelling, language })) });
    },
    setLabel: (next) =>
      view.dispatch({ effects: naming.reconfigure(EditorView.contentAttributes.of({ 'aria-label': next })) }),
    close: () => view.destroy(),
  };
}
