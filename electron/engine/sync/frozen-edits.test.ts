import { describe, expect, test } from 'vitest';
import type { Mutation, MutationResult } from '../../../shared/sync/protocol.ts';
import { testStore } from '../store/testing/test-store.ts';
import { type Answer, EditWorld, ROW } from '../testing/edit-world.ts';

/** More calls than any of these needs. */
const MOST_CALLS = 8;

/** Applies like sync_push, and like it answers a mutation that it has applied before from memory. */
function remembering(world: EditWorld): { answer: Answer; apply(mutation: Mutation): void } {
  const applied = new Set<string>();
  const apply = ({ mutation_id, patch }: Mutation) => {
    applied.add(mutation_id);
    world.changeCloud(patch);
  };
  return {
    apply,
    answer(mutation): MutationResult {
      const { mutation_id, id, base_rev } = mutation;
      // The other row is not what these are about.
      if (id !== ROW) return { mutation_id, status: 'rejected', error: { code: '23514', message: 'No.' } };
      const row = () => ({ rev: world.cloudRow.rev, row: world.cloudRow });
      if (!applied.has(mutation_id) && base_rev !== world.cloudRow.rev)
        return { mutation_id, status: 'conflict', ...row() };
      if (!applied.has(mutation_id)) apply(mutation);
      return { mutation_id, status: 'applied', ...row() };
    },
  };
}

async function sendAll(world: EditWorld, answer: Answer): Promise<void> {
  for (let call = 0; call < MOST_CALLS && (await world.entries()).length > 0; call += 1) await world.push(answer);
  expect(await world.entries()).toEqual([]);
}

const conflicts = async (world: EditWorld) => (await world.store.query('select * from conflicts')).rows;

describe('an edit of which nobody knows whether it was sent', () => {
  test('keeps its content under its number, also when a later call with it is refused as a whole', async () => {
    await using opened = await testStore();
    const world = await EditWorld.open(opened.store);
    const cloud = remembering(world);
    await world.edit({ title: 'One' });
    await world.editOther();
    await world.push({ status: 502 });
    for (const mutation of world.called ?? []) if (mutation.id === ROW) cloud.apply(mutation);
    await world.push({ status: 400 });
    await world.edit({ title: 'One two' });
    await world.forgetOthers();
    await sendAll(world, cloud.answer);
    expect(world.cloudRow.title).toBe('One two');
    expect(await world.localRow()).toMatchObject({ title: 'One two' });
    expect(await conflicts(world)).toEqual([]);
  });

  test.each([
    ['was', true],
    ['was not', false],
  ])(
    'goes before the one behind it after the store was rebuilt, and %s sent: no conflict with oneself',
    async (_, sent) => {
      await using opened = await testStore();
      const world = await EditWorld.open(opened.store);
      const cloud = remembering(world);
      await world.edit({ title: 'One', summary: 'Kept' });
      await world.push({ status: 502 });
      if (sent) for (const mutation of world.called ?? []) cloud.apply(mutation);
      await world.edit({ title: 'One two' });
      await world.rebuild();
      await world.push(cloud.answer);
      expect(world.called).toHaveLength(1);
      await sendAll(world, cloud.answer);
      expect(world.cloudRow).toMatchObject({ title: 'One two', summary: 'Kept' });
      expect(await world.localRow()).toMatchObject({ title: 'One two', summary: 'Kept' });
      expect(await conflicts(world)).toEqual([]);
    },
  );
});
