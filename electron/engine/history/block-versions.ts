import { z } from 'zod';
import { type BlockVersion, VERSIONS_PAGE } from '../../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-failure.ts';
import type { Store } from '../store/contract.ts';
import type { CloudClient } from '../sync/cloud-client.ts';

const params = z.strictObject({ block_id: z.uuid(), before_rev: z.int().exactOptional() });

const rows = z.array(
  z.object({
    id: z.string(),
    block_rev: z.number(),
    title: z.string(),
    content: z.string(),
    author: z.string().nullable(),
    client_id: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);

/** Answers `block.versions`; throws an EngineFailure: `offline`, `bad-request`. */
export async function readBlockVersions(cloud: CloudClient, store: Store, asked: unknown): Promise<BlockVersion[]> {
  const parsed = params.safeParse(asked);
  if (!parsed.success)
    throw new EngineFailure('bad-request', 'The history of this text cannot be asked for like that.');
  const { block_id, before_rev } = parsed.data;
  const answer = await cloud.read((supabase, signal) => {
    const versions = supabase
      .from('block_versions')
      .select('id, block_rev, title, content, author, client_id, created_at, updated_at')
      .eq('block_id', block_id)
      .order('block_rev', { ascending: false })
      .limit(VERSIONS_PAGE)
      .retry(false)
      .abortSignal(signal);
    return before_rev === undefined ? versions : versions.lt('block_rev', before_rev);
  });
  const found = answer.ok ? rows.safeParse(answer.data) : null;
  if (found?.success !== true) {
    throw new EngineFailure(
      'offline',
      'The history of a text is kept in the cloud, which cannot be asked now. The text itself is here and safe; try again when you are online.',
    );
  }
  const names = await memberNames(store);
  return found.data.map(({ author, client_id, ...version }) => ({
    ...version,
    author: describeAuthor(author, client_id, names),
  }));
}

function describeAuthor(
  author: string | null,
  clientId: string | null,
  names: ReadonlyMap<string, string>,
): BlockVersion['author'] {
  if (author !== null && (clientId !== null || names.has(author)))
    return { kind: 'producer', id: author, name: names.get(author) ?? null };
  return author === null ? { kind: 'database' } : { kind: 'generation' };
}

async function memberNames(store: Store): Promise<Map<string, string>> {
  const { rows: users } = await store.query<{ id: string; name: string }>('select id, name from users');
  return new Map(users.map(({ id, name }) => [id, name]));
}
