/** The organisation and the two producers of the demo world. */
export const DEMO_ORGANIZATION = 'org_demo';

export interface DemoPerson {
  id: string;
  role: 'admin' | 'member';
}

const DEMO_PEOPLE = new Map<string, DemoPerson>([
  ['ada', { id: 'user_ada', role: 'admin' }],
  ['ben', { id: 'user_ben', role: 'member' }],
]);

/** `ada` and `ben` by name or id; anybody else is a member with the id as given. */
export function demoUser(name: string): DemoPerson {
  return DEMO_PEOPLE.get(name.replace(/^user_/, '')) ?? { id: name, role: 'member' };
}
