/**
 * Every command of the desk that is not bound to one thing on the screen: the palette lists them, the shortcut sheet shows
 * them, the keys and the native menus run them.
 */
export interface DeskCommand {
  id: string;
  label: string;
  /** As written in the sheet; "Mod" is Ctrl, or Cmd on a Mac. */
  keys?: string;
  section: 'Go to' | 'Make' | 'Desk' | 'Help';
  /** A command that only shows a page needs no more than this. */
  path?: string;
  /** Others do not see it. */
  for?: 'admins';
  /** Other words that people type for it. */
  words?: string;
  /** Only where Electron is: the browser host has nothing of the kind. */
  only?: 'desktop';
}

export const COMMANDS = [
  { id: 'palette.open', label: 'Search or do…', keys: 'Mod+K', section: 'Desk' },
  { id: 'shortcuts.show', label: 'Keyboard shortcuts', keys: '?', section: 'Desk', words: 'help keys' },
  { id: 'sidebar.toggle', label: 'Show or hide the sidebar', keys: 'Mod+B', section: 'Desk' },
  { id: 'panel.toggle', label: 'Show or hide the side panel', keys: 'Mod+Shift+B', section: 'Desk' },
  { id: 'offline.toggle', label: 'Work offline / online', keys: 'Mod+Shift+O', section: 'Desk' },
  { id: 'sync.now', label: 'Sync now', section: 'Desk' },
  { id: 'sync.check', label: 'Compare everything with the cloud', section: 'Desk', words: 'checksum repair' },
  { id: 'edits.save', label: 'Save a copy of what is not sent', section: 'Desk' },
  { id: 'theme.light', label: 'Light theme', section: 'Desk' },
  { id: 'theme.dark', label: 'Dark theme', section: 'Desk' },
  { id: 'theme.system', label: 'Theme of the system', section: 'Desk' },
  { id: 'data-folder.show', label: 'Show the data folder', section: 'Help', only: 'desktop' },
  { id: 'diagnostics.save', label: 'Export diagnostics…', section: 'Help', only: 'desktop' },
  { id: 'logs.show', label: 'Show the log files', section: 'Help', only: 'desktop' },
  { id: 'updates.check', label: 'Check for updates', section: 'Help', only: 'desktop' },
  { id: 'go.projects', label: 'Projects', keys: 'G P', section: 'Go to', path: '/' },
  { id: 'go.search', label: 'Search', keys: 'Mod+Shift+F', section: 'Go to', path: '/search', words: 'find text' },
  { id: 'go.generation', label: 'Generation', keys: 'G Q', section: 'Go to', path: '/generation', words: 'queue jobs' },
  { id: 'go.chat', label: 'Chat', keys: 'G H', section: 'Go to', path: '/chat', words: 'ask assistant question' },
  { id: 'go.conflicts', label: 'Conflicts', keys: 'G C', section: 'Go to', path: '/conflicts' },
  { id: 'go.attention', label: 'Needs attention', keys: 'G A', section: 'Go to', path: '/attention' },
  { id: 'go.usage', label: 'Usage', keys: 'G U', section: 'Go to', path: '/usage', words: 'cost money limit spend' },
  {
    id: 'go.activity',
    label: 'Activity',
    keys: 'G T',
    section: 'Go to',
    path: '/activity',
    for: 'admins',
    words: 'audit trail log who',
  },
  { id: 'go.my-events', label: 'What I did', section: 'Go to', path: '/activity?of=mine', words: 'events history' },
  { id: 'go.data', label: 'Data', keys: 'G D', section: 'Go to', path: '/data', words: 'backup export import restore' },
  { id: 'go.log', label: 'Sync log', keys: 'G L', section: 'Go to', path: '/log', words: 'history connection' },
  { id: 'go.bin', label: 'Bin', keys: 'G B', section: 'Go to', path: '/bin', words: 'trash deleted restore' },
  { id: 'go.settings', label: 'Settings', keys: 'Mod+,', section: 'Go to', path: '/settings' },
  {
    id: 'go.connect',
    label: 'Connect your cloud',
    section: 'Go to',
    path: '/connect',
    words: 'supabase clerk workspace demo',
  },
  { id: 'account.sign-out', label: 'Sign out…', section: 'Desk', words: 'log out leave account' },
  { id: 'go.back', label: 'Back', keys: 'Alt+Left', section: 'Go to' },
  { id: 'go.forward', label: 'Forward', keys: 'Alt+Right', section: 'Go to' },
  { id: 'note.capture', label: 'Quick note', keys: 'Mod+J', section: 'Make' },
  { id: 'project.new', label: 'New project', keys: 'Mod+Shift+N', section: 'Make' },
] as const satisfies readonly DeskCommand[];

export type CommandId = (typeof COMMANDS)[number]['id'];
/** Those that do more than show a page. */
export type ActionId = Exclude<CommandId, Extract<(typeof COMMANDS)[number], { path: string }>['id']>;

/** The table as its type says, optional columns included. */
export const commandTable: readonly (DeskCommand & { id: CommandId })[] = COMMANDS;

/**
 * Keys of an episode, for the sheet: those that its editor handles itself, and the first of those that its page offers. While it is
 * open the sheet has the latter from the page.
 */
export const EPISODE_KEYS = [
  { keys: 'Mod+E', label: 'Edit / read' },
  { keys: 'Mod+Enter', label: 'Generate' },
  { keys: 'Alt+Up', label: 'Move the text block up' },
  { keys: 'Alt+Down', label: 'Move the text block down' },
  { keys: 'Mod+Shift+V', label: 'Paste without its looks' },
  { keys: 'Mod+Click', label: 'Open a link' },
  { keys: 'Tab', label: 'Indent the item of a list (Shift+Tab: outdent)' },
  { keys: 'Esc Tab', label: 'Leave the text, also from a list' },
] as const;

/** Keys of the text in the reading view besides those of its commands; for the sheet. */
export const READING_KEYS = [
  { keys: 'J', label: 'Select the next sentence (Shift: add it)' },
  { keys: 'K', label: 'Select the sentence before (Shift: add it)' },
  { keys: 'M', label: 'Highlight the selection' },
  { keys: 'N', label: 'Highlight with a note' },
  { keys: 'O', label: 'Go to the list of highlights' },
] as const;

/** Keys of a card that has the focus on the planning board; for the sheet. */
export const BOARD_KEYS = [
  { keys: 'Left', label: 'Walk: arrows in all directions' },
  { keys: 'Shift+Up', label: 'Move the note up' },
  { keys: 'Shift+Down', label: 'Move the note down' },
  { keys: 'Shift+Left', label: 'Move it to the column before' },
  { keys: 'Shift+Right', label: 'Move it to the column after' },
  { keys: 'Enter', label: 'Edit the note' },
  { keys: 'Delete', label: 'Move the note to the bin' },
] as const;
