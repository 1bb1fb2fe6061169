import { describe, expect, it } from 'vitest';
import { openConversation } from './open-conversation.ts';

const sessions = [{ id: 'latest' }, { id: 'older' }];

describe('openConversation', () => {
  it('shows the one that is named, the latest where none is, and none where one is to be begun', () => {
    expect(openConversation({ kind: 'with', id: 'older' }, sessions, null)).toBe('older');
    expect(openConversation({ kind: 'any' }, sessions, null)).toBe('latest');
    expect(openConversation({ kind: 'any' }, [], null)).toBeNull();
    expect(openConversation({ kind: 'new' }, sessions, 'older')).toBeNull();
  });
  it('waits for the row of one that was just begun', () => {
    expect(openConversation({ kind: 'with', id: 'begun' }, sessions, 'begun')).toBe('begun');
    expect(openConversation({ kind: 'with', id: 'begun' }, [], 'begun')).toBe('begun');
  });
  it('shows the latest in place of one that was removed', () => {
    expect(openConversation({ kind: 'with', id: 'removed' }, sessions, null)).toBe('latest');
    expect(openConversation({ kind: 'with', id: 'removed' }, [], 'another')).toBeNull();
  });
});
