/** Who a verified token speaks for. */
import { z } from 'zod';

/**
 * The database roles a token may name. Any other would be taken as it is by `SET ROLE`: a valid token with the role
 * "postgres" would be the superuser.
 */
export const REQUEST_ROLES = ['anon', 'authenticated', 'service_role', 'generation_worker'] as const;

/** Claims in the shape of Clerk's session token v2; what is not named here is kept as it came. */
export const Claims = z.looseObject({
  role: z.enum(REQUEST_ROLES),
  /** Unix seconds. */
  exp: z.number(),
  sub: z.string().optional(),
});
export type Claims = z.infer<typeof Claims>;

/** What a request without a token is: the publishable key alone. */
export const ANONYMOUS = { role: 'anon' } as const;
export type Caller = Claims | typeof ANONYMOUS;
