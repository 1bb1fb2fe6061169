import { expect, test } from 'vitest';
import type { UpdateState } from '../../shared/ipc/desktop.ts';
import { updateOffer } from './update-offer.tsx';

test.each<[UpdateState, 'update.install' | 'update.check' | undefined]>([
  [{ state: 'ready', version: '2.0.0' }, 'update.install'],
  [{ state: 'current', checked_at: null }, 'update.check'],
  [{ state: 'failed', message: 'Looking for a new version did not work.' }, 'update.check'],
  [{ state: 'checking' }, undefined],
  [{ state: 'downloading', version: '2.0.0', percent: 1 }, undefined],
  [{ state: 'installing', version: '2.0.0', step: 'closing' }, undefined],
  [{ state: 'off', why: 'it runs from its source.' }, undefined],
])('a desk that has stopped can be helped by a newer version: %o', (update, request) => {
  expect(updateOffer(update)?.request).toBe(request);
});
