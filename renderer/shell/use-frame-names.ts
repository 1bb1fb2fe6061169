import { useEffect } from 'react';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { ownerOf } from '../desk-memory/owner-of.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { useSession } from '../engine-port/use-session.ts';

interface FrameNames {
  organization: string;
  user: string;
  /** Null until the engine has told it: rights are not remembered. */
  role: 'OWNER' | 'ADMIN' | 'MEMBER' | null;
}

/** Who works here: as the engine tells it, and before that as it was last time. Keeps the names for the next start. */
export function useFrameNames(): FrameNames {
  const session = useSession();
  const projects = useLiveQuery('projects.names', {});
  const names = useDeskMemory((memory) => memory.names);
  const setNames = useDeskMemory((memory) => memory.setNames);
  const rows = projects.state === 'live' ? projects.rows : null;
  useEffect(() => {
    if (session === null || rows === null) return;
    const shown = rows.filter(({ status }) => status !== 'ARCHIVED').map(({ id, title }) => ({ id, title }));
    const present = { organization: session.organization.name, user: session.user.name, projects: shown };
    const owner = ownerOf(session);
    const kept = useDeskMemory.getState();
    if (owner !== kept.owner || JSON.stringify(present) !== JSON.stringify(kept.names)) setNames(owner, present);
  }, [session, rows, setNames]);
  return {
    organization: session?.organization.name ?? names?.organization ?? 'Showrunner',
    user: session?.user.name ?? names?.user ?? ' ',
    role: session?.role ?? null,
  };
}
