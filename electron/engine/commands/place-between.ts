/** Between two neighbours without a number between them; positions are doubles. */
const GAP = 10;

export interface Placement {
  position: number;
  /** Rows to be moved because no number was left between two of them. */
  moved: { id: string; position: number }[];
}

/** Where a new row of a list ordered by `position` goes that is to be the one at `index`; `rows` are the others, in order. */
export function placeBetween(rows: readonly { id: string; position: number }[], index: number): Placement {
  const before = rows[index - 1]?.position;
  const after = rows[index]?.position;
  if (after === undefined) return { position: (before ?? 0) + GAP, moved: [] };
  if (before === undefined) return { position: after - GAP, moved: [] };
  const middle = (before + after) / 2;
  if (middle > before && middle < after) return { position: middle, moved: [] };
  const moved = rows.map((row, place) => ({ id: row.id, position: (place < index ? place + 1 : place + 2) * GAP }));
  return { position: (index + 1) * GAP, moved };
}
