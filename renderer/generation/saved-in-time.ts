/** An engine that has not taken a text for so long is not answering, in milliseconds: it takes a few. */
const DEADLINE_MS = 10_000;

/** Whether what was typed is saved; false also when nobody can say so in time: whoever has pressed a key waits for an answer. */
export async function savedInTime(saved: Promise<boolean>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), DEADLINE_MS);
  try {
    return await Promise.race([saved, late]);
  } finally {
    clearTimeout(timer);
  }
}
