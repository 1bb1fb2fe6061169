import type { HostAnswer, HostCallName, HostCalls } from '../../shared/ipc/host.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { HOST_CALLS, HostRefusal, isHostCall } from './host-calls.ts';

/** What is done for each call, once it fits. */
export type HostActions = {
  [Name in HostCallName]: (params: HostCalls[Name]['params']) => Promise<HostCalls[Name]['result']>;
};

/** Answers a page; name and parameters came over a boundary. Never rejects. */
export async function answerHostCall(
  actions: HostActions,
  name: string,
  params: unknown,
  log: (line: string) => void,
): Promise<HostAnswer<HostCallName>> {
  try {
    if (!isHostCall(name)) throw new HostRefusal('bad-request', 'There is no such call.');
    return { ok: true, result: await run(actions, name, params) };
  } catch (error) {
    if (error instanceof HostRefusal) return { ok: false, error: { code: error.code, message: error.message } };
    if (error instanceof StartRefusal) return { ok: false, error: { code: 'refused', message: error.message } };
    log(`host: ${isHostCall(name) ? name : 'a call'} failed: ${error instanceof Error ? error.name : ''}`);
    return {
      ok: false,
      error: { code: 'internal', message: 'That did not work. What was saved is safe on this machine.' },
    };
  }
}

async function run<Name extends HostCallName>(
  actions: HostActions,
  name: Name,
  params: unknown,
): Promise<HostCalls[Name]['result']> {
  const schema: (typeof HOST_CALLS)[Name] = HOST_CALLS[name];
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw new HostRefusal('bad-request', 'The request does not fit. Nothing was changed.');
  return actions[name](parsed.data);
}
