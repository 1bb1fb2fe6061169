import { v5 } from 'uuid';

// Any, as long as it never changes.
const NAMESPACE = '7f6c0d0e-5a3b-4f0e-9d0b-3f8f0c6a2b11';

/** The same id on every machine for the same piece of content. */
export function seedId(...path: (string | number)[]): string {
  return v5(path.join('/'), NAMESPACE);
}
