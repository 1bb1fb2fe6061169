import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../shared/ipc/questions.ts';
import { entryWords, thingWords } from './entry-words.ts';
import { valueWords } from './value-words.ts';

const entry = (action: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'x',
  created_at: '2026-11-24T08:00:00Z',
  actor: { kind: 'person', id: 'user_ada', name: 'Ada' },
  action,
  resource: { type: action.split('.')[0] ?? '', id: 'y', title: 'Fintech', path: null },
  old_values: null,
  new_values: null,
  severity: 'info',
  ...more,
});
const sentence = (of: AuditEntry) => {
  const { actor, verb, after } = entryWords(of);
  return [actor, verb, thingWords(of.resource), after].filter(Boolean).join(' ');
};

describe('an entry of the audit trail in words', () => {
  it.each<[string, AuditEntry]>([
    ['Ada paused Fintech', entry('project.paused')],
    ['Ada moved the project Fintech to the bin', entry('project.deleted')],
    [
      'Ada changed the limit of a day and time zone of Fintech',
      entry('organization.changed', { new_values: { daily_cost_limit_gbp: 60, timezone: 'UTC' } }),
    ],
    ['The generation published Fintech', entry('episode.published', { actor: { kind: 'generation' } })],
    [
      'The cloud held back the generation of an episode',
      entry('generation_job.blocked', {
        actor: { kind: 'system' },
        resource: { type: 'generation_job', id: 'y', title: null, path: null },
      }),
    ],
    ['Ada sharpened: Fintech', entry('pencil.sharpened')],
  ])('%s', (words, of) => {
    expect(sentence(of)).toBe(words);
  });

  it('shows values as people read them, and unknown ones as they are kept', () => {
    expect(valueWords('daily_cost_limit_gbp', 60)).toMatch(/60\.00/);
    expect(valueWords('cadence_config', { mode: 'weekly', days: [1, 4], delivery_hour: 7 })).toBe(
      'mode: weekly; days: 1, 4; delivery hour: 7',
    );
    expect(valueWords('enabled_features', [])).toBe('–');
    expect(valueWords('status', null)).toBe('–');
  });
});
