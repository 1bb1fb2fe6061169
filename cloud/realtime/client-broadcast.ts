import { type Channel, reply } from './channel.ts';
import { type Body, bodyBytes } from './frames.ts';
import type { Limits } from './limits.ts';
import type { Membership } from './membership.ts';
import type { Rooms } from './rooms.ts';

/** A broadcast that a client sends on its channel. Without the right to write nothing happens at all, as hosted. */
export async function clientBroadcast(
  channel: Channel,
  message: { ref: string | null; event: string; body: Body },
  parts: { membership: Membership; rooms: Rooms; limits: Limits; maySend: () => boolean },
): Promise<void> {
  const { ref, event, body } = message;
  const { membership, rooms, limits, maySend } = parts;
  if (!(await membership.mayWrite(channel, 'broadcast')) || channel.hasLeft) return;
  if (!maySend()) return membership.close(channel, 'Too many messages per second');
  if (bodyBytes(body) > limits.payloadBytes) {
    if (channel.acknowledges) reply(channel, ref, 'error', { reason: 'payload_size_exceeded' });
    return;
  }
  const { topic, isPrivate, echoes } = channel;
  rooms.broadcast({ topic, isPrivate, event, body, ...(echoes ? {} : { except: channel }) });
  if (channel.acknowledges) reply(channel, ref, 'ok');
}
