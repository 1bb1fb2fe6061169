import { describe, expect, it } from 'vitest';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { publishState } from './publish-state.ts';

type Episode = QueryRow<'episodes.get'>;
const state = (columns: Partial<Episode>) =>
  publishState({ scheduled_for: null, published_at: null, delivered_at: null, ...columns } as Episode);

describe('publishState', () => {
  it('does not say changed while what is published is still on its way', () => {
    const published = { status: 'PUBLISHED', changed_since_published: true } as const;
    expect(state({ ...published, status_waits: true })).toMatchObject({ waits: true, changed: false });
    expect(state({ ...published, status_waits: false })).toMatchObject({ waits: false, changed: true });
  });
  it('is a draft after a failed or unfinished generation: its text can be published by hand', () => {
    for (const status of ['DRAFT', 'PARTIAL', 'FAILED'] as const) {
      expect(state({ status, status_waits: false })).toMatchObject({ kind: 'draft' });
    }
  });
});
