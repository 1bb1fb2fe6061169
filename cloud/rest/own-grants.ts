/**
 * Repair of @supabase/lite 0.10.0: at the first request it looks whether any table has row level security. If so it grants
 * everything on all tables to every request role, undoing our grants; if not, it never switches role and every request is
 * the superuser's. Told that it has looked already, it does neither and sets the role of each request.
 */
import type { PostgresConnection } from '@supabase/lite/postgres';

export function keepOwnGrants(connection: PostgresConnection): void {
  Object.assign(connection, { rlsState: 'active' });
}
