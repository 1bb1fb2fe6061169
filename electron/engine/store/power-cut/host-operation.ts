/**
 * One thing that a database did to the files of this machine, as the recorder saw it. Paths are relative to the recorded
 * directory. `bytes` is what was written; it stands behind the JSON in the journal (see journal.ts).
 */
export type HostOperation =
  | { op: 'write'; path: string; position: number; bytes: Uint8Array }
  | { op: 'truncate'; path: string; size: number }
  | { op: 'create'; path: string }
  | { op: 'mkdir'; path: string }
  | { op: 'rename'; path: string; to: string }
  | { op: 'unlink'; path: string }
  | { op: 'rmdir'; path: string }
  | { op: 'fsync'; path: string };
