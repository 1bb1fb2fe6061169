/** What can be done to the text of an episode. The palette lists these while a text is open; their keys work in the text. */
export const TEXT_COMMANDS = [
  { id: 'text.bold', label: 'Bold', keys: 'Mod+B' },
  { id: 'text.italic', label: 'Italic', keys: 'Mod+I' },
  { id: 'text.strike', label: 'Strike through', keys: 'Mod+Shift+X' },
  { id: 'text.code', label: 'Code' },
  { id: 'text.link', label: 'Link', keys: 'Mod+Shift+K' },
  { id: 'text.open-link', label: 'Open the link at the cursor', keys: 'Alt+Enter' },
  { id: 'text.heading-1', label: 'Heading 1', keys: 'Mod+Alt+1' },
  { id: 'text.heading-2', label: 'Heading 2', keys: 'Mod+Alt+2' },
  { id: 'text.heading-3', label: 'Heading 3', keys: 'Mod+Alt+3' },
  { id: 'text.paragraph', label: 'No heading', keys: 'Mod+Alt+0' },
  { id: 'text.numbers', label: 'Numbered list', keys: 'Mod+Shift+7' },
  { id: 'text.bullets', label: 'Bulleted list', keys: 'Mod+Shift+8' },
  { id: 'text.tasks', label: 'Task list', keys: 'Mod+Shift+9' },
  { id: 'text.task-done', label: 'Task done or open', keys: 'Mod+Shift+Enter' },
  { id: 'text.quote', label: 'Quote', keys: 'Mod+Shift+.' },
] as const satisfies readonly { id: `text.${string}`; label: string; keys?: string }[];

export type TextCommandId = (typeof TEXT_COMMANDS)[number]['id'];
