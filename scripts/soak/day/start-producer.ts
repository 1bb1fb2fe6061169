import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Memory, ProducerNews, ProducerTask } from './day-task.ts';

/** Before the day, and after each of its quarters. */
const LOOKS = 5;

export type ProducerEnd = Extract<ProducerNews, { news: 'end' }>;

export interface Producer {
  user: string;
  /** At rest, and after each quarter. */
  memory: Memory[];
  /** After the last quarter. */
  isDone: Promise<void>;
  goHome(): Promise<ProducerEnd>;
  kill(): void;
}

/** In a process of its own. */
export function startProducer(task: ProducerTask): Producer {
  const process = fork(join(import.meta.dirname, 'producer.ts'), [JSON.stringify(task)], { execArgv: ['--expose-gc'] });
  const done = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<ProducerEnd>();
  const memory: Memory[] = [];
  process.on('message', (news: ProducerNews) => {
    if (news.news === 'end') ended.resolve(news);
    else {
      memory.push(news.memory);
      console.log(`${task.user}: ${news.acts} acts, ${news.memory.rss_mb} MB`);
      if (memory.length === LOOKS) done.resolve();
    }
  });
  process.on('exit', (code) => {
    const failure = new Error(`The producer ${task.user} ended with ${code}.`);
    done.reject(failure);
    ended.reject(failure);
  });
  ended.promise.catch(() => undefined);
  return {
    user: task.user,
    memory,
    isDone: done.promise,
    goHome() {
      process.send('home');
      return ended.promise;
    },
    kill: () => void process.kill(),
  };
}
