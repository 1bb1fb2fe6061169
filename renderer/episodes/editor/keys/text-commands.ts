import { deleteMarkupBackward, insertNewlineContinueMarkupCommand } from '@codemirror/lang-markdown';
import type { Command, KeyBinding } from '@codemirror/view';
import { TEXT_COMMANDS, type TextCommandId } from '../../../../shared/desk/text-commands.ts';
import { indentItems, outdentItems } from './indent-items.ts';
import { BULLETS, heading, NUMBERS, noHeading, TASKS, togglePrefix, toggleQuote, toggleTask } from './line-prefixes.ts';
import { insertLink, openLink } from './links.ts';
import { toggleEmphasis } from './toggle-emphasis.ts';

/** What each command does to the text with the cursor. */
export const RUN_IN_TEXT: Readonly<Record<TextCommandId, Command>> = {
  'text.bold': toggleEmphasis({ node: 'StrongEmphasis', sign: '**' }),
  'text.italic': toggleEmphasis({ node: 'Emphasis', sign: '*' }),
  'text.strike': toggleEmphasis({ node: 'Strikethrough', sign: '~~' }),
  'text.code': toggleEmphasis({ node: 'InlineCode', sign: '`' }),
  'text.link': insertLink,
  'text.open-link': openLink,
  'text.heading-1': togglePrefix(heading(1)),
  'text.heading-2': togglePrefix(heading(2)),
  'text.heading-3': togglePrefix(heading(3)),
  'text.paragraph': noHeading,
  'text.numbers': togglePrefix(NUMBERS),
  'text.bullets': togglePrefix(BULLETS),
  'text.tasks': togglePrefix(TASKS),
  'text.task-done': toggleTask,
  'text.quote': toggleQuote,
};

const chords = TEXT_COMMANDS.flatMap((command): KeyBinding[] =>
  'keys' in command
    ? [{ key: command.keys.replaceAll('+', '-'), run: RUN_IN_TEXT[command.id], preventDefault: true }]
    : [],
);

export const textKeys: readonly KeyBinding[] = [
  ...chords,
  // Enter in an empty item ends the list.
  { key: 'Enter', run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
  { key: 'Backspace', run: deleteMarkupBackward },
  // Only in a list; Esc and then Tab leaves the text from there too (CodeMirror's own escape).
  { key: 'Tab', run: indentItems, shift: outdentItems },
];
