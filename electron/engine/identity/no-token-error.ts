/** There is no session token to be had now. Sync waits for sign-in; nothing else does. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
}
