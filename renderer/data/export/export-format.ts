/** The format of `docs/export-format.md`: what "Export everything" writes and "Import" reads. */
export const EXPORT_FORMAT = 'showrunner-export';
/** Raised when a reader of before would misunderstand a file; readers refuse what is newer than they are. */
export const EXPORT_VERSION = 1;

export const MANIFEST = 'manifest.json';
export const tableFile = (table: string): string => `tables/${table}.json`;

export interface Manifest {
  format: typeof EXPORT_FORMAT;
  version: number;
  made_at: string;
  organization: { id: string; name: string };
  made_by: { id: string; name: string };
  /** Rows by table. */
  tables: { [table: string]: number };
  /** Edits that the cloud had not taken yet; they are in the rows too. */
  unsent: number;
}
