import { useRows } from '../engine-port/use-live-query.ts';
import { useSession } from '../engine-port/use-session.ts';

export function WorkspaceSection() {
  const session = useSession();
  const members = useRows('members.list', {});
  if (session === null) return null;
  return (
    <>
      <p>
        <bdi>{session.organization.name}</bdi>, as <bdi>{session.user.name}</bdi> ({session.role.toLowerCase()})
      </p>
      <p className="text-soft">
        {session.workspace === 'demo'
          ? 'A demo: its cloud runs on this machine and goes away with the app.'
          : 'Connected to your organisation’s cloud.'}
      </p>
      <ul className="mt-3 divide-y divide-line rounded-xl border border-line bg-raised empty:hidden">
        {members.map((member) => (
          <li key={member.id} className="flex justify-between gap-4 px-4 py-2">
            <span dir="auto" className="min-w-0 truncate">
              {member.name || member.email || member.user_id}
            </span>
            <span className="text-faint">{member.role.toLowerCase()}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
