import { z } from 'zod';
import type { HostCallName, HostCalls } from '../../shared/ipc/host.ts';

const settings = z.strictObject({
  url: z.string().max(4_000),
  publishableKey: z.string().max(4_000),
  clerkPublishableKey: z.string().max(4_000),
});
const id = z.string().min(1).max(200);

/** What a page may ask of its host. Nothing of a call is believed before it fits. */
export const HOST_CALLS: { readonly [Name in HostCallName]: z.ZodType<HostCalls[Name]['params']> } = {
  'cloud.check': settings,
  'cloud.connect': settings,
  'workspace.choose': z.strictObject({ workspace: z.enum(['demo', 'cloud']) }),
  'identity.enter': z.strictObject({
    token: z.string().min(1).max(16_000),
    userName: z.string().max(500),
    organizationName: z.string().max(500),
  }),
  'identity.open-known': z.strictObject({ organizationId: id }),
  'identity.leave': z.strictObject({ remove: z.boolean() }),
  'identity.signed-out': z.strictObject({}),
};

export function isHostCall(name: string): name is HostCallName {
  return Object.hasOwn(HOST_CALLS, name);
}

/** A refusal whose message is for people. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
  readonly code: 'bad-request' | 'refused';

  constructor(code: 'bad-request' | 'refused', message: string) {
    super(message);
    this.code = code;
  }
}
