import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginChatWalk, walkOn } from './chat-drafts.ts';

const kept = vi.hoisted(() => new Map<string, string>());
// The page's own storage is a browser's.
vi.mock('../desk-memory/kept-text.ts', () => ({
  ofOwner: (key: string) => key,
  readKeptText: (key: string) => kept.get(key) ?? null,
  keepText: (key: string, text: string | null) => (text === null ? kept.delete(key) : kept.set(key, text)),
}));

const type = (of: string, text: string) => kept.set(`chat.${of}`, text);
const draft = (of: string) => kept.get(`chat.${of}`) ?? null;
const drafts = () => ({ new: draft('new'), fintech: draft('fintech'), harbours: draft('harbours') });

describe('what a new conversation is about is walked through', () => {
  beforeEach(() => kept.clear());

  it('and the question goes along', () => {
    type('new', 'Which are left?');
    const walk = walkOn(beginChatWalk('new'), 'fintech');
    expect(drafts()).toEqual({ new: null, fintech: 'Which are left?', harbours: null });
    walkOn(walk, 'harbours');
    expect(drafts()).toEqual({ new: null, fintech: null, harbours: 'Which are left?' });
  });

  it('past a question that was left there, which stays; the one that was typed goes on', () => {
    type('new', 'Which are left?');
    type('fintech', 'Who lends?');
    const walk = walkOn(beginChatWalk('new'), 'fintech');
    expect(drafts()).toEqual({ new: 'Which are left?', fintech: 'Who lends?', harbours: null });
    walkOn(walk, 'harbours');
    expect(drafts()).toEqual({ new: null, fintech: 'Who lends?', harbours: 'Which are left?' });
  });

  it('with nothing typed, and takes nothing along', () => {
    type('fintech', 'Who lends?');
    walkOn(walkOn(beginChatWalk('new'), 'fintech'), 'harbours');
    walkOn(beginChatWalk('fintech'), 'harbours');
    expect(drafts()).toEqual({ new: null, fintech: 'Who lends?', harbours: null });
  });

  it('and what is typed on the way goes along from there', () => {
    type('fintech', 'Who lends?');
    walkOn({ at: 'fintech', carried: 'fintech' }, 'harbours');
    expect(drafts()).toEqual({ new: null, fintech: null, harbours: 'Who lends?' });
  });
});
