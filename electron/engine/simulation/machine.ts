import type { Store } from '../store/contract.ts';
import type { CutModel } from '../store/power-cut/simulated-disk.ts';

/** A disk that can be told to lose its power. */
export interface MortalDisk {
  /** What was not fsynced is there or not, by chance; afterwards the machine is on again and `store` is a new one. */
  losePower(model: CutModel, random: () => number): Promise<void>;
  /** What housekeeping does when nobody works. */
  checkpoint(): Promise<void>;
}

/** What outlives the processes of a desk. */
export interface Machine {
  readonly store: Store;
  /** The running instance ends, as one that hangs is ended; the store opens another one when it is needed. */
  breakInstance(): Promise<void>;
  /** Null where the files are not part of the game. */
  readonly disk: MortalDisk | null;
}
