import { z } from 'zod';
import { changeSources as changed, MOST_SOURCES } from '../../../../shared/domain/episode-sources.ts';
import type { EpisodeSource } from '../../../../shared/domain/json-shapes.ts';
import { EngineFailure } from '../../engine-failure.ts';
import type { StoreCommand } from '../command.ts';
import { credibility, id, sourceFields } from '../payload-parts.ts';

const sourceId = z.string().min(1).max(100);
const place = z.int().min(0);

export const changeSources: StoreCommand<'episode.change-sources'> = {
  payload: z.strictObject({
    id,
    change: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('add'),
        source: z.strictObject({ id: sourceId, ...sourceFields }),
        place: place.exactOptional(),
      }),
      z.strictObject({
        kind: z.literal('update'),
        id: sourceId,
        patch: z.strictObject({
          title: sourceFields.title.exactOptional(),
          url: sourceFields.url.exactOptional(),
          credibility: credibility.exactOptional(),
        }),
      }),
      z.strictObject({ kind: z.literal('remove'), id: sourceId }),
      z.strictObject({ kind: z.literal('move'), id: sourceId, place }),
    ]),
  }),
  async run(scope, { id, change }) {
    const { rows } = await scope.tx.query<{ sources: EpisodeSource[] }>(
      'select sources from episodes where id = $1::uuid',
      [id],
    );
    const sources = rows[0] === undefined ? null : changed(rows[0].sources, change);
    if (sources === null) {
      throw new EngineFailure(
        'not-found',
        'This source is not there any more: somebody has removed it. Nothing was changed.',
      );
    }
    if (sources.length > MOST_SOURCES) {
      throw new EngineFailure('refused', `An episode holds ${MOST_SOURCES} sources at most. Nothing was changed.`);
    }
    await scope.update('episodes', id, { sources: sources.map((source) => ({ ...source })) });
    return { done: true };
  },
};
