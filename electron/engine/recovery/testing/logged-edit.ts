import type { RecoveryEdit } from '../record-line.ts';

/** The id of the n-th edit of a test. */
export const loggedId = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** An edit as the recovery log holds it. */
export function loggedEdit(n: number, text = `text ${n}\nwith a second line`): RecoveryEdit {
  return {
    kind: 'edit',
    mutation_id: loggedId(n),
    seq: n,
    group_id: loggedId(n),
    command: 'block.edit',
    table_name: 'blocks',
    row_id: `b${n}`,
    op: 'update',
    patch: { content: text },
    base_rev: n,
    base: null,
    created_at: '2026-11-23T12:00:00.000+00:00',
  };
}
