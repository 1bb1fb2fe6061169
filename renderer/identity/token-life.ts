/** A token must be good for this long when it is handed over, in seconds: Clerk's live 60, the socket's heartbeat is 25. */
export const MARGIN_SECONDS = 35;

/** How long a session token is still good, in seconds by this machine's clock; 0 for what cannot be read. */
export function secondsLeft(token: string, nowMs: number): number {
  const [, payload] = token.split('.');
  if (payload === undefined) return 0;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const hasEnd = typeof claims === 'object' && claims !== null && 'exp' in claims && typeof claims.exp === 'number';
    return hasEnd ? Math.max(0, Number(claims.exp) - nowMs / 1000) : 0;
  } catch {
    return 0;
  }
}
