/** The day's cloud, as a desk is told of it. */
export interface DayCloud {
  url: string;
  publishableKey: string;
}

/** What a producer's process is told. */
export interface ProducerTask {
  dataDir: string;
  templateDir: string;
  cloud: DayCloud;
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

/** What it says: before its day, after each quarter of it, and once at the end. */
export type ProducerNews =
  | { news: 'memory'; memory: Memory; acts: number }
  | { news: 'end'; acts: number; refused: string[]; log: string[]; drift: string[]; waiting: number; rows: number };
