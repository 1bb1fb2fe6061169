export interface WorkerOptions {
  /** Of the cloud, or of a hosted project. */
  url: string;
  publishableKey: string;
  /** A token of the role generation_worker that is good now; asked for at each call. */
  token: () => Promise<string>;
  /** Shown to people in the attempts of a job. */
  name?: string;
  /** How many times faster than a real run of 2 to 3.5 minutes; default 7, which makes a run about 25 seconds. */
  speed?: number;
  /** The share of attempts that fail, 0 to 1; default 1 in 8, as real agents do. */
  failureRate?: number;
  /** Makes durations, failures and texts repeatable; default different at every start. */
  seed?: string;
  /** Pauses; a test may make them short. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  log?: (line: string) => void;
}

export const DEFAULT_SPEED = 7;
export const DEFAULT_FAILURE_RATE = 1 / 8;
