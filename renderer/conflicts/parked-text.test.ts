import { describe, expect, it } from 'vitest';
import { editableText, typedText } from './parked-text.ts';

const row: Parameters<typeof editableText>[0] = {
  mutation_id: 'm',
  group_id: 'g',
  command: 'note.create',
  table_name: 'planning_notes',
  row_id: 'n',
  op: 'insert',
  patch: { content: 'More on costs', project_id: 'p' },
  error: null,
  attempts: 1,
  title: null,
  project_id: 'p',
  episode_id: null,
  created_at: '2026-11-01T00:00:00Z',
  changed_at: '2026-11-01T00:00:00Z',
};

describe('a refused edit', () => {
  it('shows what was typed and nothing of ours', () => {
    expect(typedText(row.patch)).toBe('More on costs');
    expect(typedText({ title: 'A', onboarding_brief: 'B', status: 'ACTIVE' })).toBe('A\n\nB');
    expect(typedText({ position: 20 })).toContain('20');
    expect(typedText({})).toBe('');
  });

  it('can be changed where a person wrote it, and only there', () => {
    expect(editableText(row)).toEqual({ column: 'content', text: 'More on costs' });
    expect(editableText({ ...row, op: 'delete' })).toBeNull();
    expect(editableText({ ...row, patch: { status: 'deferred' } })).toBeNull();
    expect(editableText({ ...row, table_name: 'user_events' })).toBeNull();
  });
});
