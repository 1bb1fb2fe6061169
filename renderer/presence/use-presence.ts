import { useEffect, useSyncExternalStore } from 'react';
import type { PresentPerson } from '../../shared/ipc/presence.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { useSession } from '../engine-port/use-session.ts';

export interface Colleague extends PresentPerson {
  name: string;
}

/** Who else is at this episode; null while nobody can know, which is not "nobody". */
export function useColleagues(episodeId: string): Colleague[] | null {
  const engine = useEngine();
  const presence = useSyncExternalStore(
    (changed) => engine.onPresence(changed),
    () => engine.presence,
  );
  const members = useRows('members.list', {});
  const me = useSession()?.user.id;
  if (presence.state === 'unknown') return null;
  const here = presence.people.filter((person) => person.episode_id === episodeId);
  return here.map((person) => {
    const known = members.find(({ user_id }) => user_id === person.user_id)?.name ?? 'Somebody';
    return { ...person, name: person.user_id === me ? 'You, at another desk' : known };
  });
}

/** Tells the other desks which episode, and which block, this page is at; nothing once it has left. */
export function useHere(episodeId: string, blockId: string | null): void {
  const engine = useEngine();
  useEffect(() => engine.here({ episode_id: episodeId, block_id: blockId }), [engine, episodeId, blockId]);
  useEffect(() => () => engine.here({ episode_id: null, block_id: null }), [engine]);
}
