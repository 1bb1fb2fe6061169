/**
 * How the demo's simulated worker works, from the environment of the app that starts the cloud: SHOWRUNNER_WORKER_SPEED (times
 * faster than a real generation) and SHOWRUNNER_WORKER_FAILURE_RATE (0 to 1); SHOWRUNNER_WORKER=off for none, where n8n or a
 * test does the work. What is none of these is left to the default.
 */
export function workerSettings(environment: NodeJS.ProcessEnv): {
  worker?: boolean;
  workerSpeed?: number;
  workerFailureRate?: number;
} {
  const speed = Number(environment.SHOWRUNNER_WORKER_SPEED || Number.NaN);
  const failureRate = Number(environment.SHOWRUNNER_WORKER_FAILURE_RATE || Number.NaN);
  return {
    ...(environment.SHOWRUNNER_WORKER === 'off' ? { worker: false } : {}),
    ...(Number.isFinite(speed) && speed > 0 ? { workerSpeed: speed } : {}),
    ...(failureRate >= 0 && failureRate <= 1 ? { workerFailureRate: failureRate } : {}),
  };
}
