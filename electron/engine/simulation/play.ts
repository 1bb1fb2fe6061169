import type { Schedule } from './actions.ts';
import type { Violation } from './oracles.ts';
import { shrink } from './shrink.ts';
import type { Stage } from './stage.ts';

/** Schedules that may be played to find the smallest that fails; each takes about a second, on disks ten. */
const SHRINK_PLAYS = { pooled: 150, disk: 30 };

export interface Finding {
  violations: Violation[];
  smallest: Schedule;
}

/** Plays a schedule. Null when every promise was kept; else what was broken, and the smallest schedule found that breaks it. */
export async function play(stage: Stage, schedule: Schedule): Promise<Finding | null> {
  const violations = await stage.play(schedule);
  const [first] = violations;
  if (first === undefined) return null;
  const breaksTheSame = async (candidate: Schedule) =>
    (await stage.play(candidate)).some(({ rule }) => rule === first.rule);
  return { violations, smallest: await shrink(schedule, breaksTheSame, SHRINK_PLAYS[schedule.stores]) };
}

/** A finding as a person reads it, with the schedule ready for the corpus. */
export function describeFinding({ violations, smallest }: Finding): string {
  const said = violations.map(({ rule, detail }) => `- ${rule}: ${detail}`).join('\n');
  return `Promises were broken:\n${said}\nThe smallest schedule found (put it into corpus/ with a reason):\n${JSON.stringify(smallest)}`;
}
