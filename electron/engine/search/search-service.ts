import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  SEARCH_LIMIT,
  SEARCH_LIMIT_MOST,
  type SearchAnswer,
  type SearchHit,
  type SearchRequest,
} from '../../../shared/ipc/search.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Platform } from '../platform.ts';
import { runQuery } from '../queries/run-query.ts';
import type { Store } from '../store/contract.ts';
import { IndexClient } from './index-client.ts';
import { Indexer } from './indexer.ts';
import { type Mark, markAll, snippetOf } from './text/mark-hits.ts';
import { parseSearch } from './text/parse-search.ts';
import type { IndexAnswer } from './worker/messages.ts';

/** The index waits until the app's own start is over. In milliseconds. */
const START_MS = 3_000;
/** Characters of a search; the rest of something pasted is not looked at. */
const LONGEST_SEARCH = 300;

const requestShape = z.object({
  text: z.string(),
  kinds: z.array(z.enum(['project', 'episode', 'block', 'note'])).exactOptional(),
  project_id: z.uuid().exactOptional(),
  status: z.string().exactOptional(),
  since: z.iso.datetime({ offset: true }).exactOptional(),
  limit: z.int().min(1).max(SEARCH_LIMIT_MOST).exactOptional(),
});

export interface SearchServiceOptions {
  store: Store;
  /** The index is a folder in it. */
  dataDir: string;
  platform: Pick<Platform, 'after' | 'log'>;
  workerUrl: URL;
}

interface Opened {
  index: IndexClient;
  indexer: Indexer;
}

/** Search over the store of one desk. The index opens some seconds after the engine, or with the first search. */
export class SearchService {
  readonly #options: SearchServiceOptions;
  readonly #cancelStart: () => void;
  #opened: Opened | null = null;
  #closed = false;

  constructor(options: SearchServiceOptions) {
    this.#options = options;
    this.#cancelStart = options.platform.after(START_MS, () => void this.#open());
  }

  /** What came over the port is checked here. Rejects with an EngineFailure. */
  async search(asked: unknown): Promise<SearchAnswer> {
    const request = requestShape.safeParse(asked);
    if (!request.success) throw new EngineFailure('bad-request', 'The app did not understand this search.');
    const { text, limit = SEARCH_LIMIT } = request.data;
    const terms = parseSearch(text.slice(0, LONGEST_SEARCH));
    const { index, indexer } = this.#open();
    if (terms.length === 0) return { hits: [], more: false, corrected: [], indexing: indexer.progress };
    await indexer.freshen();
    const answer = await this.#ask(index, request.data, terms, limit + 1);
    const marks: Mark[] = [
      ...terms.map(({ shown, prefix }) => ({ shown, prefix })),
      ...answer.corrected.flatMap(({ used }) => used.map((shown) => ({ shown, prefix: false }))),
    ];
    const hits = await this.#hydrate(answer.found.slice(0, limit), marks);
    return { hits, more: answer.found.length > limit, corrected: answer.corrected, indexing: indexer.progress };
  }

  /** Resolves when the index has everything that the store has; for tests and benchmarks. */
  async caughtUp(): Promise<void> {
    await this.#open().indexer.idle();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelStart();
    await this.#opened?.indexer.close();
    await this.#opened?.index.close();
  }

  #open(): Opened {
    if (this.#opened !== null) return this.#opened;
    if (this.#closed) throw new EngineFailure('store-unavailable', 'The app is closing.');
    const { store, dataDir, platform, workerUrl } = this.#options;
    const directory = join(dataDir, 'search');
    mkdirSync(directory, { recursive: true });
    const index = new IndexClient(join(directory, 'index.sqlite'), workerUrl);
    const indexer = new Indexer({ store, index, after: platform.after, log: platform.log });
    this.#opened = { index, indexer };
    return this.#opened;
  }

  async #ask(
    index: IndexClient,
    { kinds, project_id, status, since }: SearchRequest,
    terms: ReturnType<typeof parseSearch>,
    limit: number,
  ): Promise<IndexAnswer> {
    try {
      return await index.search({
        terms,
        kinds: kinds ?? null,
        project_id: project_id ?? null,
        status: status ?? null,
        since: since === undefined ? null : Date.parse(since),
        limit,
      });
    } catch (error) {
      this.#options.platform.log(`search: ${error instanceof Error ? error.message : 'failed'}`);
      // A thread that ended is replaced by the next search; its file is checked when it is opened.
      const broken = this.#opened;
      this.#opened = null;
      await broken?.indexer.close();
      await broken?.index.close();
      throw new EngineFailure(
        'store-unavailable',
        'The search index had to be restarted. Your texts are not touched by that; please search again.',
      );
    }
  }

  /** The rows as they are now, in the order of the answer; what was deleted meanwhile is left out. */
  async #hydrate(found: IndexAnswer['found'], marks: readonly Mark[]): Promise<SearchHit[]> {
    if (found.length === 0) return [];
    const rows = await runQuery(this.#options.store, 'search.hits', { hits: found });
    const place = new Map(found.map(({ kind, id }, index) => [`${kind} ${id}`, index]));
    return rows
      .toSorted((a, b) => (place.get(`${a.kind} ${a.id}`) ?? 0) - (place.get(`${b.kind} ${b.id}`) ?? 0))
      .map(({ kind, id, project_id, project_title, episode_id, title, body, status, updated_at }) => ({
        ...{ kind, id, project_id, project_title, episode_id, status, updated_at },
        title: markAll(title, marks),
        snippet: snippetOf(body, marks),
      }));
  }
}
