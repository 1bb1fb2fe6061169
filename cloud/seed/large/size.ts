/** How many rows of each kind an organisation has. */
export interface OrganizationSize {
  projects: number;
  episodes: number;
  notes: number;
  usage: number;
  events: number;
  audit: number;
}

/** Five years of an organisation that uses everything it pays for; each episode has one block and one finished job besides. */
export const LARGE: OrganizationSize = {
  projects: 200,
  episodes: 20_000,
  notes: 50_000,
  usage: 300_000,
  events: 200_000,
  audit: 100_000,
};

/** The same proportions, smaller; at least one of each. */
export function scaled(part: number): OrganizationSize {
  const of = (count: number) => Math.max(1, Math.round(count * part));
  return {
    projects: of(LARGE.projects),
    episodes: of(LARGE.episodes),
    notes: of(LARGE.notes),
    usage: of(LARGE.usage),
    events: of(LARGE.events),
    audit: of(LARGE.audit),
  };
}
