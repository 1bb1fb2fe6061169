/** A file that `npm run types` writes and `npm run types:check` compares; `path` is relative to the repository. */
export interface GeneratedFile {
  path: string;
  text: string;
}

export const GENERATED_HEADER =
  '// Made by `npm run types` from migrations/ and electron/engine/queries/. Do not edit.\n';
