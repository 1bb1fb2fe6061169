/** What a producer's process is told. */
export interface ProducerTask {
  dataDir: string;
  templateDir: string;
  cloud: { url: string; publishableKey: string };
  user: string;
  organization: string;
  /** Epoch milliseconds: when the producer goes home. */
  until: number;
}

export interface Memory {
  /** Megabytes of the whole process, the store's thread with it. */
  rss_mb: number;
  heap_mb: number;
}

/** What it says: after each quarter of its day, and once at the end. */
export type ProducerNews =
  | { news: 'memory'; memory: Memory; acts: number }
  | { news: 'end'; acts: number; refused: string[]; log: string[]; drift: string[]; waiting: number; rows: number };
