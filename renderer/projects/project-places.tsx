import { Link } from 'wouter';

const PLACES = [
  { place: 'episodes', label: 'Episodes', path: '' },
  { place: 'board', label: 'Board', path: 'board' },
  { place: 'settings', label: 'Settings', path: 'settings' },
] as const;

export type ProjectPlace = (typeof PLACES)[number]['place'];

/** The page of a project by the last part of its address; null when there is none. */
export function placeOf(path: string): ProjectPlace | null {
  return PLACES.find((known) => known.path === path)?.place ?? null;
}

/** The pages of one project. */
export function ProjectPlaces({ projectId, here }: { projectId: string; here: ProjectPlace }) {
  return (
    <nav aria-label="Project" className="mt-3 flex gap-5 border-b border-line">
      {PLACES.map(({ place, label, path }) => (
        <Link
          key={place}
          href={`/projects/${projectId}${path && `/${path}`}`}
          aria-current={place === here ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent pb-2 text-[0.8125rem] font-medium text-soft hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
