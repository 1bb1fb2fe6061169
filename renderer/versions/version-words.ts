import type { BlockVersion } from '../../shared/ipc/questions.ts';

export function authorOf({ author }: BlockVersion): string {
  switch (author.kind) {
    case 'producer':
      return author.name ?? 'A producer';
    case 'generation':
      return 'Generated';
    case 'database':
      return 'Written in the database';
  }
}
