import type { CheckParts } from './contract.ts';

/** The checks' own machine. */
export const machineChecks: CheckParts = {
  fetch: (input, init) => fetch(input, init),
  now: () => new Date(),
  openSocket: (address) => new WebSocket(address),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
