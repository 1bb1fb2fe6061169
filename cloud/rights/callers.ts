import { z } from 'zod';
import { anonymous, type Caller, member, worker } from '../testing/as-caller.ts';

const OrganizationClaim = z.object({ id: z.string(), rol: z.string(), slg: z.string() });

/** The organisation whose rows the matrix is about, its three people, and the organisation of others. */
export const OURS = 'org_ours';
export const THEIRS = 'org_theirs';
/** Everybody of ours asks as this user, so that "own" means the same in each column. */
export const SELF = `user_of_${OURS}`;
export const STRANGER = `user_of_${THEIRS}`;
export const COLLEAGUE = 'user_colleague';

export interface MatrixColumn {
  name: string;
  caller: Caller;
}

/** The columns of the matrix. */
export const CALLERS: MatrixColumn[] = [
  { name: 'anon', caller: anonymous },
  { name: 'member', caller: member(SELF, OURS, 'member') },
  { name: 'admin', caller: member(SELF, OURS, 'admin') },
  { name: 'owner', caller: ofRole('owner') },
  { name: 'other organisation', caller: member(STRANGER, THEIRS, 'admin') },
  {
    name: 'no organisation',
    caller: { role: 'authenticated', claims: { role: 'authenticated', sub: SELF, v: 2 } },
  },
  { name: 'worker', caller: worker },
];

/** A caller of ours with a role that the identity provider was taught. */
function ofRole(role: string): Caller {
  return {
    role: 'authenticated',
    claims: { role: 'authenticated', sub: SELF, v: 2, o: { id: OURS, rol: role, slg: OURS } },
  };
}

/** The same caller with a token of Clerk's older shape. */
export function withOlderClaims({ role, claims }: Caller): Caller {
  const { o, v, ...rest } = claims;
  const older = OrganizationClaim.safeParse(o).data;
  if (older === undefined) return { role, claims: rest };
  return { role, claims: { ...rest, org_id: older.id, org_role: `org:${older.rol}`, org_slug: older.slg } };
}
