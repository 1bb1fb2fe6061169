import type { Caller } from '../../../cloud/testing/as-caller.ts';
import type { Fate } from './actions.ts';
import type { Activity } from './activity.ts';
import type { Answer, SimulatedCloud } from './simulated-cloud.ts';

interface Call {
  name: string;
  args: Record<string, unknown>;
  resolve(response: Response): void;
  reject(error: unknown): void;
}

export interface SentPush {
  caller: Caller;
  args: Record<string, unknown>;
  /** What the cloud answered, whether or not that came back. */
  answer: Answer;
}

/** What every desk ever sent by sync_push and the cloud saw, so that it can arrive again. */
export type PushLog = SentPush[];

/** The line between one process of a desk and the cloud: each call waits until the schedule says what becomes of it. */
export class SimulatedNetwork {
  readonly #cloud: SimulatedCloud;
  readonly #caller: Caller;
  readonly #activity: Activity;
  readonly #pushes: PushLog;
  readonly #pageRows: number;
  #waiting: Call[] = [];
  #up = true;

  constructor(parts: {
    cloud: SimulatedCloud;
    caller: Caller;
    activity: Activity;
    pushes: PushLog;
    /** Most rows of a page. */
    pageRows: number;
  }) {
    this.#cloud = parts.cloud;
    this.#caller = parts.caller;
    this.#activity = parts.activity;
    this.#pushes = parts.pushes;
    this.#pageRows = parts.pageRows;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  setUp(up: boolean): void {
    this.#up = up;
    if (!up) for (const call of this.#waiting.splice(0)) call.reject(cut());
  }

  readonly fetch: typeof fetch = (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    const name = url.pathname.split('/').at(-1) ?? '';
    const body: unknown = JSON.parse(typeof init?.body === 'string' ? init.body : '{}');
    if (!this.#up) return Promise.reject(cut());
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const args = typeof body === 'object' && body !== null ? { ...body } : {};
    this.#waiting.push({ name, args, resolve, reject });
    return promise;
  };

  /** Lets the oldest waiting call meet its fate. Answers false when none waits. */
  async deliver(fate: Fate): Promise<boolean> {
    const call = this.#waiting.shift();
    if (call === undefined) return false;
    switch (fate.kind) {
      case 'arrives':
        call.resolve(toResponse(await this.#reach(call)));
        break;
      case 'twice':
        await this.#reach(call);
        call.resolve(toResponse(await this.#reach(call)));
        break;
      case 'answer-lost':
        await this.#reach(call);
        call.reject(cut());
        break;
      case 'dropped':
        call.reject(cut());
        break;
      case 'refused': {
        const body = JSON.stringify({ code: fate.code, message: 'refused by the schedule' });
        const headers = fate.status === 429 ? { 'retry-after': '2' } : {};
        call.resolve(toResponse({ status: fate.status, headers, body: fate.code === '' ? '' : body }));
        break;
      }
      case 'portal':
        call.resolve(
          toResponse({
            status: 200,
            headers: { 'content-type': 'text/html' },
            body: '<html>Welcome to the hotel</html>',
          }),
        );
        break;
    }
    return true;
  }

  async #reach(call: Call): Promise<Answer> {
    const { name } = call;
    const limit = call.args.p_limit;
    const args = typeof limit === 'number' ? { ...call.args, p_limit: Math.min(limit, this.#pageRows) } : call.args;
    const answer = await this.#activity.track(() => this.#cloud.call(this.#caller, name, args));
    if (name === 'sync_push') this.#pushes.push({ caller: this.#caller, args, answer });
    return answer;
  }
}

function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}

function cut(): TypeError {
  return new TypeError('fetch failed');
}
