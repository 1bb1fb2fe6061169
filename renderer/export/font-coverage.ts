/**
 * The characters that a TrueType font has, from its table `cmap` (formats 4 and 12 of the OpenType specification). What is not in
 * it would be an empty box on paper.
 */
export function fontCoverage(font: ArrayBuffer): (codePoint: number) => boolean {
  const view = new DataView(font);
  const cmap = tableOffset(view, 'cmap');
  const ranges: [number, number][] = [];
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 4) ranges.push(...segments(view, at));
    if (format === 12) ranges.push(...groups(view, at));
  }
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

function tableOffset(view: DataView, tag: string): number {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const entry = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(entry + byte)));
    if (name === tag) return view.getUint32(entry + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

function segments(view: DataView, at: number): [number, number][] {
  const bytes = view.getUint16(at + 6); // twice the number of segments
  const ends = at + 14;
  const starts = ends + bytes + 2;
  const found: [number, number][] = [];
  for (let offset = 0; offset < bytes; offset += 2) {
    const last = view.getUint16(ends + offset);
    // The last segment is a closing mark and not a character.
    if (last !== 0xffff) found.push([view.getUint16(starts + offset), last]);
  }
  return found;
}

function groups(view: DataView, at: number): [number, number][] {
  const found: [number, number][] = [];
  for (let index = 0; index < view.getUint32(at + 12); index += 1) {
    const group = at + 16 + index * 12;
    found.push([view.getUint32(group), view.getUint32(group + 4)]);
  }
  return found;
}
