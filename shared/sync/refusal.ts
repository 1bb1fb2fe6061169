/**
 * SQLSTATEs of our own, raised by the functions in migrations/cloud. The class `SR` is not used by Postgres or PostgREST.
 * A client decides by these codes (and HTTP statuses) only, never by message text.
 */
export const REFUSAL_CODES = {
  /** The call itself cannot be read: a cursor that is none, a mutation without its fields. A fault of the program. */
  malformed: 'SR400',
  /** No organisation in the token, or no user. Wait for sign-in. */
  noIdentity: 'SR401',
  /** The caller was a member of this organisation and is not any more. The desk locks its data. */
  accessRevoked: 'SR403',
  /** The thing named is not there, or not for the caller. */
  notFound: 'SR404',
  /** The state does not allow it: a paused project, a finished job. */
  wrongState: 'SR409',
  /** More in one call than the cloud takes (500 mutations). */
  tooLarge: 'SR413',
  /** The plan's project limit is reached. */
  projectLimit: 'SR420',
  /** The day's cost limit is reached. */
  dailyCostLimit: 'SR421',
  /** A column or table that a producer may not write. */
  notWritable: 'SR422',
  /** The lease has expired or belongs to somebody else. */
  leaseLost: 'SR423',
  /** The cloud does not take calls of so old a version of the app any more. */
  appTooOld: 'SR426',
  /** The mutation id was used before, by somebody else. */
  mutationTaken: 'SR424',
} as const;
export type RefusalCode = (typeof REFUSAL_CODES)[keyof typeof REFUSAL_CODES];
