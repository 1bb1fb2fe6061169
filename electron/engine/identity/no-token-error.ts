/** There is no session token to be had now. Sync waits; nothing else does. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError';
  /** `sign-in`: somebody has to. `unreachable`: the sign-in could not be asked, which says nothing about it. */
  readonly needs: 'sign-in' | 'unreachable';

  constructor(message: string, options: ErrorOptions & { needs?: 'sign-in' | 'unreachable' } = {}) {
    super(message, options);
    this.needs = options.needs ?? 'sign-in';
  }
}
