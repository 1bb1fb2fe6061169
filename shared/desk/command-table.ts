/**
 * Every command of the desk that is not bound to one thing on the screen: the palette lists them, the shortcut sheet shows
 * them, the keys and the native menus run them.
 */
export interface DeskCommand {
  id: string;
  label: string;
  /** As written in the sheet; "Mod" is Ctrl, or Cmd on a Mac. */
  keys?: string;
  section: 'Go to' | 'Make' | 'Episode' | 'Desk';
}

export const COMMANDS = [
  { id: 'palette.open', label: 'Search or do…', keys: 'Mod+K', section: 'Desk' },
  { id: 'shortcuts.show', label: 'Keyboard shortcuts', keys: '?', section: 'Desk' },
  { id: 'offline.toggle', label: 'Work offline / online', keys: 'Mod+Shift+O', section: 'Desk' },
  { id: 'sync.now', label: 'Sync now', section: 'Desk' },
  { id: 'sync.check', label: 'Compare everything with the cloud', section: 'Desk' },
  { id: 'edits.save', label: 'Save a copy of what is not sent', section: 'Desk' },
  { id: 'theme.light', label: 'Light theme', section: 'Desk' },
  { id: 'theme.dark', label: 'Dark theme', section: 'Desk' },
  { id: 'theme.system', label: 'Theme of the system', section: 'Desk' },
  { id: 'go.projects', label: 'Projects', keys: 'G P', section: 'Go to' },
  { id: 'go.conflicts', label: 'Conflicts', keys: 'G C', section: 'Go to' },
  { id: 'go.attention', label: 'Needs attention', keys: 'G A', section: 'Go to' },
  { id: 'go.settings', label: 'Settings', keys: 'Mod+,', section: 'Go to' },
  { id: 'go.back', label: 'Back', keys: 'Alt+Left', section: 'Go to' },
  { id: 'go.forward', label: 'Forward', keys: 'Alt+Right', section: 'Go to' },
  { id: 'episode.export-markdown', label: 'Export the episode as Markdown', section: 'Episode' },
  { id: 'episode.export-html', label: 'Export the episode as a web page', section: 'Episode' },
  { id: 'episode.export-docx', label: 'Export the episode as a Word document', section: 'Episode' },
  { id: 'episode.export-pdf', label: 'Export the episode as PDF', section: 'Episode' },
  { id: 'episode.import', label: 'Import Markdown…', section: 'Episode' },
  { id: 'project.new', label: 'New project', keys: 'Mod+Shift+N', section: 'Make' },
] as const satisfies readonly DeskCommand[];

export type CommandId = (typeof COMMANDS)[number]['id'];

/** Keys that belong to the episode page and work only there; for the sheet. */
export const EPISODE_KEYS = [
  { keys: 'Mod+E', label: 'Edit / read' },
  { keys: 'Mod+Enter', label: 'Generate' },
  { keys: 'Alt+Up', label: 'Move the text block up' },
  { keys: 'Alt+Down', label: 'Move the text block down' },
  { keys: 'Mod+F', label: 'Find in the text' },
] as const;
