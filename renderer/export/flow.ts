/** A text as the parts that a file of any kind is made of. */
export type Flow =
  | { kind: 'heading'; level: number; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'list'; first: number | null; items: Flow[][] }
  | { kind: 'quote'; content: Flow[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; columns: Alignment[]; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

export type Alignment = 'left' | 'center' | 'right';

export interface Inline {
  text: string;
  bold?: true;
  italic?: true;
  struck?: true;
  code?: true;
  link?: string;
  /** A number that refers to a source. */
  source?: true;
}
