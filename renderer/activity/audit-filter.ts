import { useSearchParams } from 'wouter';
import { AUDITED_THINGS, type AuditFilter } from '../../shared/ipc/questions.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filter is in the address: it can be linked to, and back goes to it. */
export function useAuditFilter(): [
  AuditFilter,
  (change: { [Key in keyof AuditFilter]?: AuditFilter[Key] | null }) => void,
] {
  const [params, setParams] = useSearchParams();
  const thing = AUDITED_THINGS.find((known) => known === params.get('thing'));
  const [actor, id, from, until] = ['person', 'id', 'from', 'until'].map((name) => params.get(name));
  const filter: AuditFilter = {
    ...(actor && { actor }),
    ...(thing && { resource_type: thing }),
    ...(thing && id && { resource_id: id }),
    ...(from && DAY.test(from) && { from }),
    ...(until && DAY.test(until) && { until }),
  };
  const NAMES = { actor: 'person', resource_type: 'thing', resource_id: 'id', from: 'from', until: 'until' } as const;
  const change = (next: { [Key in keyof AuditFilter]?: AuditFilter[Key] | null }) => {
    const all: [string, string][] = [];
    for (const [key, value] of Object.entries({ ...filter, ...next })) {
      if (value) all.push([NAMES[key as keyof AuditFilter], value]);
    }
    setParams(new URLSearchParams(all), { replace: true });
  };
  return [filter, change];
}
