/** What n8n gives to an error workflow, as far as it is used. */
export interface ErrorEvent {
  execution?: { id?: string; lastNodeExecuted?: string; error?: WorkflowError };
  trigger?: { error?: WorkflowError };
  workflow?: { id?: string; name?: string };
}

interface WorkflowError {
  message?: string;
  /** `metadata` is the object that a node "Stop and Error" was given. */
  context?: { metadata?: { [key: string]: unknown } };
}

/** The report for people, and the arguments of a `fail_generation` that could not be delivered (null when there is none). */
export function readErrorEvent(event: ErrorEvent): { text: string; undelivered: { [name: string]: unknown } | null } {
  const error = event.execution?.error ?? event.trigger?.error;
  const where = event.execution?.lastNodeExecuted;
  const run = event.execution?.id;
  const undelivered = error?.context?.metadata?.undelivered;
  return {
    text: [
      `${event.workflow?.name ?? 'A workflow'} failed`,
      where ? ` at "${where}"` : '',
      run ? ` (execution ${run})` : '',
      `: ${error?.message ?? 'no reason was given'}`,
    ].join(''),
    undelivered: typeof undelivered === 'object' && undelivered !== null ? { ...undelivered } : null,
  };
}
