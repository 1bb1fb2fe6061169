import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** What words are by themselves; whole lines are the stylesheet's (paper.css). */
const words = HighlightStyle.define([
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.url, class: 'cm-url' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], class: 'cm-sign' },
  { tag: tags.monospace, class: 'cm-mono' },
  { tag: [tags.comment, tags.angleBracket, tags.tagName, tags.attributeName], class: 'cm-sign' },
]);

export const paper: Extension = [
  syntaxHighlighting(words),
  // Against CodeMirror's own theme, which a stylesheet cannot outweigh.
  EditorView.theme({
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
    '.cm-content': { padding: '0', caretColor: 'var(--accent)' },
    '.cm-line': { padding: '0' },
    '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
    '.cm-placeholder': { color: 'var(--ink-faint)' },
    '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--accent) 24%, transparent) !important',
    },
  }),
];
