import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface SoakCounts {
  played: number;
  /** Of those, on machines that lose their power. */
  onDisks: number;
  broken: number;
}

export interface SoakTask {
  databaseUrl: string;
  /** What the seeds begin with. */
  seed: string;
  /** Epoch milliseconds. */
  until: number;
}

/** A process that plays schedules until the time is up; rejects when it ends otherwise. */
export async function startPlayer(task: SoakTask, onNews: (news: SoakCounts) => void): Promise<void> {
  const player: ChildProcess = fork(new URL('./player.ts', import.meta.url), [JSON.stringify(task)]);
  player.on('message', (news: SoakCounts) => onNews(news));
  const [code, signal] = await once(player, 'exit');
  if (code !== 0) throw new Error(`A player of the soak ended with ${code ?? signal}.`);
}
