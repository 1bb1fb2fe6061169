import { describe, expect, it } from 'vitest';
import { openConversation } from './open-conversation.ts';

const read = { sessions: [{ id: 'latest' }, { id: 'older' }], isCurrent: true };
const none = { sessions: [], isCurrent: true };
const unread = { sessions: null, isCurrent: false };
const shown = (id: string) => ({ kind: 'conversation', id });

describe('openConversation', () => {
  it('shows the one that is named, the latest where none is, and none where one is to be begun', () => {
    expect(openConversation({ kind: 'with', id: 'older' }, read, null)).toEqual(shown('older'));
    expect(openConversation({ kind: 'any' }, read, null)).toEqual(shown('latest'));
    expect(openConversation({ kind: 'any' }, none, null)).toEqual({ kind: 'new' });
    expect(openConversation({ kind: 'new' }, read, 'older')).toEqual({ kind: 'new' });
  });
  it('waits for the row of one that was just begun', () => {
    expect(openConversation({ kind: 'with', id: 'begun' }, read, 'begun')).toEqual(shown('begun'));
    expect(openConversation({ kind: 'with', id: 'begun' }, none, 'begun')).toEqual(shown('begun'));
  });
  it('shows no other in place of one that is not in the list', () => {
    expect(openConversation({ kind: 'with', id: 'removed' }, read, null)).toEqual({ kind: 'missing' });
    expect(openConversation({ kind: 'with', id: 'removed' }, none, 'another')).toEqual({ kind: 'missing' });
  });
  it('keeps the one that is named while they cannot be read, and begins none in place of the latest', () => {
    expect(openConversation({ kind: 'with', id: 'older' }, unread, null)).toEqual(shown('older'));
    expect(openConversation({ kind: 'with', id: 'newer' }, { ...read, isCurrent: false }, null)).toEqual(
      shown('newer'),
    );
    expect(openConversation({ kind: 'any' }, unread, null)).toEqual({ kind: 'unknown' });
    expect(openConversation({ kind: 'any' }, { ...read, isCurrent: false }, null)).toEqual(shown('latest'));
  });
});
