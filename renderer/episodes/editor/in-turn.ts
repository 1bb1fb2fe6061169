const waiting: (() => void)[] = [];
// Not a timer: those of a window that is not in front wait for a second.
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  waiting.shift()?.();
};

/** Runs each in a task of its own, in the order in which they came: ten editors at once would hold up the page for as long as ten. Answers what calls it off. */
export function inTurn(run: () => void): () => void {
  waiting.push(run);
  port2.postMessage(null);
  return () => {
    const place = waiting.indexOf(run);
    if (place >= 0) waiting.splice(place, 1);
  };
}
