import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core';
import { type RxSupabaseReplicationState, replicateSupabase } from 'rxdb/plugins/replication-supabase';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { BenchCloud } from '../bench-cloud.ts';
import type { ChangeFeed } from './change-feed.ts';

export interface PeerBlock {
  id: string;
  organization_id: string;
  episode_id: string;
  type: string;
  title: string;
  content: string;
  position: number;
  word_count: number;
  reasoning: string;
}

const TEXT = { type: 'string' } as const;
const SCHEMA = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: {
    id: { type: 'string', maxLength: 36 },
    organization_id: TEXT,
    episode_id: TEXT,
    type: TEXT,
    title: TEXT,
    content: TEXT,
    position: { type: 'number' },
    word_count: { type: 'number' },
    reasoning: TEXT,
  },
  required: ['id', 'organization_id', 'episode_id', 'type', 'title', 'content', 'position', 'word_count', 'reasoning'],
} as const;

/** Rows of a call; hosted Supabase answers no more. RxDB's own default is 100. */
const PULL_BATCH = 1_000;
/** Edits pushed in parallel, each a call of its own: RxDB's default. More are no faster. */
const PUSH_BATCH = 100;
/** How long the plugin waits after a failure. */
const RETRY_MS = 1_000;

export type Replication = RxSupabaseReplicationState<PeerBlock>;

let databases = 0;

/**
 * One machine that runs RxDB with its Supabase plugin, both unmodified, on the memory storage: the fastest it has, and the
 * only whole one that is free on Node (the SQLite trial ends at 500 documents, the rest need a browser or a server). Nothing
 * of it would survive the end of the process, and it never waits for a disk.
 */
export class RxdbPeer {
  readonly collection: RxCollection<PeerBlock>;
  readonly #database: RxDatabase;
  readonly #client: SupabaseClient;
  readonly #running = new Set<Replication>();

  static async open(cloud: BenchCloud, feed: ChangeFeed): Promise<RxdbPeer> {
    databases += 1;
    const database = await createRxDatabase({
      name: `peer${databases}`,
      storage: getRxStorageMemory(),
      multiInstance: false,
    });
    const { blocks } = await database.addCollections({ blocks: { schema: SCHEMA } });
    const tokens = cloud.tokens('user_bench', 'org_peer');
    const client = createClient(feed.url, cloud.publishableKey, {
      accessToken: () => tokens.getToken(),
      // Rows come from the cloud itself, only the socket is the feed's.
      global: { fetch: (input, init) => fetch(unquoted(String(input)).replace(feed.url, cloud.url), init) },
    });
    return new RxdbPeer(database, blocks, client);
  }

  private constructor(database: RxDatabase, collection: RxCollection<PeerBlock>, client: SupabaseClient) {
    this.#database = database;
    this.collection = collection;
    this.#client = client;
  }

  /** Goes online; what was replicated before is remembered. */
  replicate({ live }: { live: boolean }): Replication {
    const replication = replicateSupabase<PeerBlock>({
      client: this.#client,
      collection: this.collection,
      replicationIdentifier: `${this.#database.name}-blocks`,
      tableName: 'rxdb_blocks',
      live,
      retryTime: RETRY_MS,
      waitForLeadership: false,
      pull: { batchSize: PULL_BATCH },
      push: { batchSize: PUSH_BATCH },
    });
    this.#running.add(replication);
    return replication;
  }

  async goOffline(): Promise<void> {
    for (const replication of this.#running) await replication.cancel();
    this.#running.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.goOffline();
    await this.#client.realtime.disconnect();
    await this.#database.close();
  }
}

/** The plugin quotes the columns of its cursor, which PostgREST takes and the embedded cloud's REST layer does not. */
function unquoted(url: string): string {
  return url.replaceAll(/%22(_modified|id)%22/g, '$1');
}
