import type { Identity } from '../identity/contract.ts';
import type { Store } from '../store/contract.ts';

/**
 * The organisation's and the user's own rows, until the first pull brings them: without them nothing can be made offline,
 * since every row hangs below an organisation. Rev 0 is older than anything the cloud sends.
 */
export async function ensureHome(store: Store, { organization, user }: Identity): Promise<void> {
  await store.transaction({ origin: 'sync' }, async (tx) => {
    await tx.query(
      'insert into organizations (id, organization_id, name) values ($1, $1, $2) on conflict (id) do nothing',
      [organization.id, organization.name],
    );
    await tx.query('insert into users (id, name) values ($1, $2) on conflict (id) do nothing', [user.id, user.name]);
  });
}
