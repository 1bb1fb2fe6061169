import { expect, test } from 'vitest';
import { nextDeliverySlot } from '../../shared/domain/cadence.ts';
import { deliverySlots } from './delivery-slots.ts';
import { CONTENT_DIRECTORY, readContent } from './read-content.ts';

test('every delivery of the demo is on a slot of its project, once, in the order of the episodes, whatever day it is', async () => {
  for (const project of await readContent(CONTENT_DIRECTORY)) {
    for (let day = 0; day < 14; day += 1) {
      const now = new Date(Date.UTC(2026, 10, 20 + day, 5, 30));
      const slots = deliverySlots(project, now);
      const dated = project.episodes.filter(({ published_days_ago }) => published_days_ago !== undefined);
      const times = dated
        .toSorted((a, b) => (b.published_days_ago ?? 0) - (a.published_days_ago ?? 0))
        .map(({ path }) => slots.get(path) ?? new Date(0));
      expect(new Set(times.map(Number)).size).toBe(times.length);
      expect(times).toEqual(times.toSorted((a, b) => Number(a) - Number(b)));
      expect(Number(times.at(-1))).toBeLessThanOrEqual(Number(now));
      for (const time of times)
        expect(nextDeliverySlot(project.cadence, project.timezone, new Date(Number(time) - 1))).toEqual(time);
    }
  }
});
