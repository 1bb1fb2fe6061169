import type { RealtimeChannel } from '@supabase/supabase-js';

interface Heard {
  event: string;
  payload?: unknown;
  meta?: { id?: string; replayed?: boolean };
}

export interface Subscription {
  channel: RealtimeChannel;
  heard: Heard[];
  states: string[];
  errors: string[];
  first: Promise<string>;
}
/** Subscribes to everything that is broadcast there; `first` is the first state that the client was told. */
export function subscribe(channel: RealtimeChannel): Subscription {
  const heard: Heard[] = [];
  const states: string[] = [];
  const errors: string[] = [];
  channel.on('broadcast', { event: '*' }, (message) => heard.push(message));
  const { promise: first, resolve } = Promise.withResolvers<string>();
  channel.subscribe((state, error) => {
    states.push(state);
    if (error !== undefined) errors.push(error.message);
    resolve(state);
  });
  return { channel, heard, states, errors, first };
}
