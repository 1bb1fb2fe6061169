import { type Channel, hears, isOpen, TOPIC_PREFIX } from './channel.ts';
import { type Body, encodeBroadcast } from './frames.ts';

export interface Broadcast {
  topic: string;
  isPrivate: boolean;
  event: string;
  body: Body;
  /** Of the row in realtime.messages, when it came from the database. */
  id?: string;
  /** The sender, when it does not want its own. */
  except?: Channel;
}

/** Who is where. A private and a public channel of one name are two rooms. */
export class Rooms {
  readonly #rooms = new Map<string, Set<Channel>>();

  add(channel: Channel): void {
    const key = roomKey(channel.topic, channel.isPrivate);
    const room = this.#rooms.get(key);
    if (room === undefined) this.#rooms.set(key, new Set([channel]));
    else room.add(channel);
  }

  remove(channel: Channel): void {
    const key = roomKey(channel.topic, channel.isPrivate);
    const room = this.#rooms.get(key);
    room?.delete(channel);
    if (room?.size === 0) this.#rooms.delete(key);
  }

  with(channel: Channel): Iterable<Channel> {
    return this.#rooms.get(roomKey(channel.topic, channel.isPrivate)) ?? [];
  }

  broadcast({ topic, isPrivate, event, body, id, except }: Broadcast): void {
    const room = this.#rooms.get(roomKey(topic, isPrivate));
    if (room === undefined) return;
    const frame = encodeBroadcast(TOPIC_PREFIX + topic, event, body, id === undefined ? null : { id });
    if (frame === null) return;
    for (const channel of room) {
      const isRepeat = id !== undefined && channel.replayed.has(id);
      if (channel === except || isRepeat || !hears(channel, 'broadcast') || !isOpen(channel.connection)) continue;
      channel.connection.socket.send(frame);
    }
  }
}

export function roomKey(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'}:${topic}`;
}
