import { describe, expect, it } from 'vitest';
import { type PagesState, withNewest, withOlder, withoutNewest, withoutOlder } from './pages-state.ts';

const PAGE = 2;
const entries = (ids: string) => [...ids].map((id) => ({ id, created_at: '2026-11-24T08:00:00Z' }));
const here = (ids: string, more: Partial<Extract<PagesState<unknown>, { state: 'here' }>> = {}) =>
  ({ state: 'here', older: 'there', stale: null, gap: null, ...more, entries: entries(ids) }) as const;

describe('the newest page', () => {
  it('that does not come leaves what was read, and says why', () => {
    const offline = { refused: false, message: 'Offline' };
    expect(withoutNewest(here('fedc'), offline)).toEqual(here('fedc', { stale: 'Offline' }));
    expect(withoutNewest({ state: 'asking' }, offline)).toEqual({ state: 'unavailable', ...offline });
  });

  it('that is refused leaves nothing', () => {
    const refused = { refused: true, message: 'For admins' };
    expect(withoutNewest(here('fe'), refused)).toEqual({ state: 'unavailable', ...refused });
  });

  it('that comes again keeps the older ones behind it', () => {
    expect(withNewest(here('fedc', { stale: 'Offline', older: 'none' }), entries('gf'), PAGE)).toEqual(
      here('gfedc', { older: 'none' }),
    );
  });

  it('that does not reach what was read before replaces it: there is a hole between them', () => {
    expect(withNewest(here('fedc', { older: 'none' }), entries('ih'), PAGE)).toEqual(here('ih'));
  });

  it('that is not full is all there is', () => {
    expect(withNewest(here('fedc'), entries('f'), PAGE)).toEqual(here('f', { older: 'none' }));
  });
});

describe('an older page', () => {
  const asking = here('fe', { older: 'asking' });
  it('is put behind', () => {
    expect(withOlder(asking, entries('e')[0] ?? { id: '', created_at: '' }, entries('d'), PAGE)).toEqual(
      here('fed', { older: 'none' }),
    );
  });

  it('is left out where the list ends elsewhere by now', () => {
    const now = here('ih', { older: 'there' });
    expect(withOlder(now, { id: 'e', created_at: '' }, entries('d'), PAGE)).toEqual(now);
  });

  it('that does not come leaves what was read, and says why', () => {
    expect(withoutOlder(asking, 'Offline')).toEqual(here('fe', { gap: 'Offline' }));
  });
});
