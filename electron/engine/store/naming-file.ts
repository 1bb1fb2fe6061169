/** A failure of the system with the file it is about: of a read it names none. */
export function namingFile(error: unknown, path: string): unknown {
  return error instanceof Error && 'code' in error && !('path' in error) ? Object.assign(error, { path }) : error;
}
