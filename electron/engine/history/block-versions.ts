import { z } from 'zod';
import { type BlockVersion, VERSIONS_PAGE } from '../../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-failure.ts';
import { askCloud } from '../questions/ask-cloud.ts';
import { memberNames } from '../questions/member-names.ts';
import type { QuestionScope } from '../questions/question-scope.ts';

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

/** Answers `block.versions`; throws an EngineFailure. */
export async function readBlockVersions(scope: QuestionScope, asked: unknown): Promise<BlockVersion[]> {
  const parsed = params.safeParse(asked);
  if (!parsed.success)
    throw new EngineFailure('bad-request', 'The history of this text cannot be asked for like that.');
  const { block_id, before_rev } = parsed.data;
  const found = await askCloud(scope, {
    what: 'The history of a text',
    answer: rows,
    ask: (cloud) =>
      cloud.read((supabase, signal) => {
        const versions = supabase
          .from('block_versions')
          .select('id, block_rev, title, content, author, client_id, created_at, updated_at')
          .eq('block_id', block_id)
          .order('block_rev', { ascending: false })
          .limit(VERSIONS_PAGE)
          .retry(false)
          .abortSignal(signal);
        return before_rev === undefined ? versions : versions.lt('block_rev', before_rev);
      }),
  });
  const names = await memberNames(scope.store);
  return found.map(({ author, client_id, ...version }) => ({
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
