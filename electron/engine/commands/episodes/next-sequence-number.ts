import type { Transaction } from '../../store/contract.ts';

/** The next free number as this desk knows it; the cloud gives another when somebody else was first. */
export async function nextSequenceNumber(tx: Transaction, projectId: string): Promise<number> {
  const { rows } = await tx.query<{ next: number }>(
    'select coalesce(max(sequence_number), 0) + 1 as next from episodes where project_id = $1::uuid',
    [projectId],
  );
  return rows[0]?.next ?? 1;
}
