import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const WRITER = join(import.meta.dirname, 'writer.ts');

/** More numbers than one life of a writer can use. */
const LIFE = 10_000;
/** Most edits between two kills. */
const MOST_EDITS = 60;
/** Every so many a desk is killed while it opens. */
const KILL_OPENING_EVERY = 7;

const Present = z.object({ rows: z.array(z.number()), waiting: z.array(z.number()) });

export interface KillReport {
  kills: number;
  /** Times that the desk opened again by itself and showed what it had. */
  opened: number;
  acknowledged: number;
  /** Acknowledged edits that were not in the rows, or not among what waits to be sent, after some kill. */
  lost: number[];
}

/**
 * Kills a desk with SIGKILL again and again while it works, each time somewhere else, and looks after each whether it opens by
 * itself and everything acknowledged is there.
 * @param random seeded, 0 to below 1
 */
export async function killDesk(options: {
  dataDir: string;
  templateDir: string;
  kills: number;
  random: () => number;
  onKill?: (report: KillReport) => void;
}): Promise<KillReport> {
  const { dataDir, templateDir, kills, random } = options;
  const acknowledged = new Set<number>();
  const report: KillReport = { kills: 0, opened: 0, acknowledged: 0, lost: [] };
  // One life more than kills: the last only looks.
  for (let life = 0; life <= kills; life += 1) {
    const isLast = life === kills;
    const whileOpening = !isLast && life % KILL_OPENING_EVERY === KILL_OPENING_EVERY - 1;
    const acks = isLast ? 0 : 1 + Math.floor(random() * MOST_EDITS);
    const child = spawn(process.execPath, [WRITER, dataDir, templateDir, String(life * LIFE)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    const timer = whileOpening ? setTimeout(() => child.kill('SIGKILL'), random() * 2_000) : null;
    let heard = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [event, value = ''] = line.split(' ');
      if (event === 'present') {
        const { rows, waiting } = Present.parse(JSON.parse(value));
        const [shown, queued] = [new Set(rows), new Set(waiting)];
        report.opened += 1;
        report.lost = [...acknowledged].filter((n) => !shown.has(n) || !queued.has(n));
      } else {
        acknowledged.add(Number(value));
        heard += 1;
      }
      if (isLast || report.lost.length > 0 || heard >= acks) child.kill('SIGKILL');
    }
    const [, signal] = await exit;
    if (timer !== null) clearTimeout(timer);
    if (signal !== 'SIGKILL') throw new Error(`The desk ended by itself in life ${life}.`);
    report.acknowledged = acknowledged.size;
    if (!isLast) report.kills += 1;
    options.onKill?.(report);
    if (report.lost.length > 0) break;
  }
  return report;
}
