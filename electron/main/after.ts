/** Runs a task later, unless the answer is called before; what is only due keeps no process alive. */
export function after(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
