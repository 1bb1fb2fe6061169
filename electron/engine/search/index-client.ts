import { Worker } from 'node:worker_threads';
import type { SearchKind } from '../../../shared/ipc/search.ts';
import type { IndexAnswer, IndexReply, IndexRequest, IndexSearch, SearchDocument } from './worker/messages.ts';

type Body = IndexRequest extends infer One ? (One extends IndexRequest ? Omit<One, 'number'> : never) : never;

/** The index in its thread, so that neither an edit nor the page waits while a text is taken apart. */
export class IndexClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (reply: IndexReply) => void; reject: (error: Error) => void }>();
  #last = 0;
  #ended: Error | null = null;

  constructor(file: string, workerUrl: URL) {
    // The vocabulary and a batch of texts; an index that wants more is broken.
    this.#worker = new Worker(workerUrl, { workerData: file, resourceLimits: { maxOldGenerationSizeMb: 256 } });
    this.#worker.on('message', (reply: IndexReply) => {
      const waiting = this.#waiting.get(reply.number);
      this.#waiting.delete(reply.number);
      if (reply.kind === 'failed') waiting?.reject(new Error(reply.message));
      else waiting?.resolve(reply);
    });
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('the thread of the search index ended')));
  }

  async put(documents: SearchDocument[]): Promise<void> {
    await this.#ask({ kind: 'put', documents });
  }

  async remove(of: SearchKind, ids: string[]): Promise<void> {
    await this.#ask({ kind: 'remove', of, ids });
  }

  async compare(of: SearchKind, after: string, until: string | null, rows: [string, string][]): Promise<string[]> {
    const reply = await this.#ask({ kind: 'compare', of, after, until, rows });
    return reply.kind === 'stale' ? reply.ids : [];
  }

  async search(search: IndexSearch): Promise<IndexAnswer> {
    const reply = await this.#ask({ kind: 'search', search });
    return reply.kind === 'answer' ? reply.answer : { found: [], corrected: [] };
  }

  async close(): Promise<void> {
    await this.#ask({ kind: 'close' }).catch(() => undefined);
    await this.#worker.terminate();
  }

  #ask(body: Body): Promise<IndexReply> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    this.#last += 1;
    const number = this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<IndexReply>();
    this.#waiting.set(number, { resolve, reject });
    this.#worker.postMessage({ ...body, number } as IndexRequest);
    return promise;
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
