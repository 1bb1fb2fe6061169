import { describe, expect, test } from 'vitest';
import type { Presence } from '../../../shared/ipc/presence.ts';
import { TestPage } from '../testing/port-pair.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';
import { PresenceBoard } from './presence-board.ts';

const EPISODE = '01900000-0000-7000-8000-00000000000a';
const BLOCK = '01900000-0000-7000-8000-00000000000b';

describe('the presence board', () => {
  function board() {
    let now = 0;
    const timers: { at: number; run: () => void }[] = [];
    const platform = {
      elapsedMs: () => now,
      after(ms: number, run: () => void) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    };
    const pass = (ms: number) => {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
    };
    return { board: new PresenceBoard({ desk: 'mine', userId: 'user_ada', platform }), pass };
  }

  test('says where it is seldom enough for the server, and at last the newest', () => {
    const { board: mine, pass } = board();
    const said: string[] = [];
    mine.joined(({ block_id }) => said.push(block_id ?? 'nowhere'));
    const page = mine.addPage();
    for (let block = 1; block <= 40; block += 1) {
      page.show({ episode_id: EPISODE, block_id: `block ${block}` });
      pass(1_000);
    }
    expect(said.length).toBeLessThanOrEqual(8);
    pass(40_000);
    expect(said.at(-1)).toBe('block 40');
    page.leave();
    expect(said.at(-1)).toBe('nowhere');
  });

  test('knows nothing before it has heard, and nothing again once the channel is lost', () => {
    const { board: mine } = board();
    const heard: Presence[] = [];
    mine.onChange((presence) => heard.push(presence));
    expect(mine.presence).toEqual({ state: 'unknown' });
    const ben = { desk: 'his', user_id: 'user_ben', episode_id: EPISODE, block_id: null };
    mine.heard([ben, { ...ben, desk: 'mine' }, { desk: 'x', user_id: 1 }, null, 'words']);
    mine.lost();
    expect(heard).toEqual([{ state: 'known', people: [ben] }, { state: 'unknown' }]);
  });
});

describe('presence over the real Realtime', () => {
  test('one desk sees where the other is, and that it leaves', async () => {
    await using cloud = await testCloud();
    await using ada = await testDesk({ cloud, user: 'user_ada', tokens: cloud.tokens('user_ada'), realtime: true });
    const page = new TestPage();
    ada.engine.connect(page.port);
    const seen = (fits: (presence: Presence) => boolean) =>
      page.next(
        (message): message is Extract<typeof message, { push: 'presence' }> =>
          'push' in message && message.push === 'presence' && fits(message.presence),
      );
    await seen(({ state }) => state === 'unknown');
    {
      await using ben = await testDesk({ cloud, user: 'user_ben', tokens: cloud.tokens('user_ben'), realtime: true });
      const his = new TestPage();
      ben.engine.connect(his.port);
      await his.request({ kind: 'here', place: { episode_id: EPISODE, block_id: BLOCK } });
      await seen(
        (presence) =>
          presence.state === 'known' &&
          presence.people.some(({ user_id, block_id }) => user_id === 'user_ben' && block_id === BLOCK),
      );
      page.received.length = 0;
    }
    await seen((presence) => presence.state === 'known' && presence.people.length === 0);
    page.received.length = 0;
    await ada.engine.command('sync.set-offline', { offline: true });
    await seen(({ state }) => state === 'unknown');
    page.received.length = 0;
    await ada.engine.command('sync.set-offline', { offline: false });
    await seen(({ state }) => state === 'known');
  });
});
