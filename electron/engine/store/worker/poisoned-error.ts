/**
 * The instance broke its protocol: no command tag, a PANIC or FATAL, a WASM trap. Such an instance answers later statements
 * with empty results and acknowledges writes that do not happen, so nothing may be asked of it again.
 */
export class PoisonedError extends Error {
  override readonly name = 'PoisonedError';
}
