/** Who the engine works for, and where its tokens come from. The demo identity and Clerk are behind the same two types. */

export interface Identity {
  user: { id: string; name: string };
  organization: { id: string; name: string };
  role: 'OWNER' | 'ADMIN' | 'MEMBER';
}

export interface TokenSource {
  /**
   * A session token that is still good for at least 35 seconds (Clerk's live 60, the socket's heartbeat is 25).
   * Rejects with a NoTokenError when there is none: null would silently become the anonymous key in supabase-js.
   */
  getToken(): Promise<string>;
  /** The cloud did not accept the token: one that keeps tokens gives no kept one again. */
  forgetToken?(): void;
}
