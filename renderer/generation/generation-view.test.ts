import { describe, expect, it } from 'vitest';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { askWords, canCancel, episodeView, generationView, replacesText, whyNotAsked } from './generation-view.ts';
import { whyNothingIsGenerated } from './inactive-project.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const online = { now, online: true, project: 'ACTIVE' as const };
const offline = { ...online, online: false };
const job: QueryRow<'jobs.of_episode'> = {
  id: 'j',
  project_id: 'p',
  episode_id: 'e',
  requested_by: null,
  requested_by_name: null,
  priority: 5,
  status: 'pending',
  stage: 'queued',
  percent: 0,
  message: '',
  eta_seconds: null,
  attempt_count: 0,
  max_attempts: 3,
  next_retry_at: null,
  error_message: null,
  blocked_reason: null,
  attempts: [],
  cost_gbp: 0,
  generation_start_time: '2026-11-23T11:00:00Z',
  target_delivery_time: null,
  progress_at: null,
  started_at: null,
  completed_at: null,
  created_at: '2026-11-23T11:00:00Z',
  updated_at: '2026-11-23T11:00:00Z',
};
const request = {
  action: 'request' as const,
  state: 'waiting' as const,
  error: null,
  refusal_stands: false,
  created_at: '2026-11-23T11:30:00Z',
};

describe('generationView', () => {
  it.each<[string, Partial<typeof job>, string]>([
    ['queued', {}, 'queued'],
    ['planned for later', { generation_start_time: '2026-11-24T11:00:00Z' }, 'planned'],
    [
      'asked for just now, by a clock ahead of the page',
      { generation_start_time: '2026-11-23T12:00:20Z', updated_at: '2026-11-23T12:00:20Z' },
      'queued',
    ],
    ['running', { status: 'processing' }, 'running'],
    ['to be tried again', { next_retry_at: '2026-11-23T12:30:00Z', attempt_count: 1 }, 'retrying'],
    ['blocked', { status: 'blocked' }, 'blocked'],
    ['failed for good', { status: 'failed' }, 'failed'],
    ['finished', { status: 'completed', completed_at: '2026-11-23T11:59:00Z' }, 'idle'],
    ['cancelled', { status: 'cancelled' }, 'idle'],
  ])('shows a job that is %s', (_, change, state) => {
    expect(generationView({ ...job, ...change }, [], online).state).toBe(state);
  });

  it('shows what waits on this machine before any job', () => {
    expect(generationView({ ...job, status: 'completed' }, [request], offline).state).toBe('waiting-for-network');
    expect(generationView({ ...job, status: 'processing' }, [{ ...request, action: 'cancel' }], offline).state).toBe(
      'cancelling',
    );
  });

  it('says why a request was refused, with what to do, while the refusal stands', () => {
    const error = { code: 'SR421', message: 'Limit reached', hint: 'Try again tomorrow.' };
    const refused = { ...request, state: 'refused' as const, refusal_stands: true, error };
    expect(generationView(null, [refused], online)).toEqual({
      state: 'refused',
      sentence: 'Limit reached. Try again tomorrow.',
    });
    expect(generationView(job, [{ ...refused, refusal_stands: false }], online).state).toBe('queued');
  });

  it('shows what became of a generation that could not be cancelled any more, not that', () => {
    const tooLate = { ...request, action: 'cancel' as const, state: 'refused' as const };
    const failed = { ...job, status: 'failed' as const, error_message: 'No sources' };
    expect(generationView(failed, [tooLate], online)).toEqual({
      state: 'failed',
      sentence: 'It could not be made: No sources. Your notes and text are safe.',
    });
  });

  it('goes on from what the cloud has taken until the job says so, and offers to ask for nothing meanwhile', () => {
    const taken = { ...request, state: 'accepted' as const };
    const failed = { ...job, status: 'failed' as const };
    const queued = generationView(failed, [taken], online);
    expect(queued.state).toBe('queued');
    expect(askWords(queued, true)).toBeNull();
    const cancelling = generationView({ ...job, status: 'processing' }, [{ ...taken, action: 'cancel' }], offline);
    expect(cancelling).toEqual({ state: 'cancelling', sentence: 'Cancelling.' });
    expect(canCancel(cancelling)).toBe(false);
  });

  it('announces no time that has come: it is in the queue for the next attempt', () => {
    const failed = { ...job, attempt_count: 1, error_message: 'Status code 429' };
    expect(generationView({ ...failed, next_retry_at: '2026-11-23T11:59:00Z' }, [], online)).toEqual({
      state: 'queued',
      sentence:
        'Attempt 1 of 3 failed: Status code 429. In the queue for attempt 2 of 3. A worker takes it in a moment.',
    });
    expect(generationView(failed, [], online)).toEqual({
      state: 'queued',
      sentence: 'In the queue for attempt 2 of 3. A worker takes it in a moment.',
    });
  });

  it('shows what a paused project had planned as being called off, though the cloud does not know yet', () => {
    const paused = { ...offline, project: 'PAUSED' as const };
    expect(generationView({ ...job, generation_start_time: '2026-11-24T11:00:00Z' }, [], paused)).toEqual({
      state: 'cancelling',
      sentence: 'Called off, with all that the project had planned, as soon as the cloud can be reached.',
    });
    expect(generationView({ ...job, status: 'blocked' }, [], paused).state).toBe('cancelling');
    expect(generationView({ ...job, attempt_count: 1, error_message: 'No sources.' }, [], paused)).toEqual({
      state: 'blocked',
      sentence: 'Attempt 1 of 3 failed: No sources. It is not tried again while the project is not active.',
    });
    expect(generationView({ ...job, status: 'processing' }, [], paused).state).toBe('running');
    expect(generationView({ ...job, status: 'failed' }, [], paused).state).toBe('failed');
  });

  it('says that it waits for the network only when there is none', () => {
    expect(generationView(null, [request], online).state).toBe('sending');
    expect(generationView(null, [{ ...request, state: 'sending' }], offline).state).toBe('waiting-for-network');
  });
});

describe('what can be asked for', () => {
  const view = (change: Partial<typeof job>) => generationView({ ...job, ...change }, [], online);

  it('is beginning now what waits for its hour or for a retry', () => {
    expect(askWords(view({ generation_start_time: '2026-11-24T11:00:00Z' }), false)).toBe('Generate now');
    expect(askWords(view({ next_retry_at: '2026-11-23T12:30:00Z', attempt_count: 1 }), false)).toBe('Try now');
  });

  it('is nothing while it runs, waits its turn or is held back, and that can be called off', () => {
    for (const status of ['pending', 'processing', 'blocked'] as const) {
      expect(askWords(view({ status }), true), status).toBeNull();
      expect(canCancel(view({ status })), status).toBe(true);
    }
  });

  it('is another one when it is over', () => {
    expect(askWords(view({ status: 'failed' }), true)).toBe('Try again');
    expect(askWords(view({ status: 'completed' }), true)).toBe('Generate again');
    expect(askWords(view({ status: 'cancelled' }), false)).toBe('Generate');
    expect(canCancel(view({ status: 'failed' }))).toBe(false);
  });
});

describe('replacesText', () => {
  const view = (change: Partial<typeof job>) => generationView({ ...job, ...change }, [], online);

  it('is so of a text that may have been written since: after a failure as after a text that was made', () => {
    for (const status of ['failed', 'completed', 'cancelled'] as const) {
      expect(replacesText(view({ status }), true), status).toBe(true);
      expect(replacesText(view({ status }), false), status).toBe(false);
    }
  });
  it('is not so while a job waits: what is written since it was asked for stays', () => {
    expect(replacesText(view({ generation_start_time: '2026-11-24T11:00:00Z' }), true)).toBe(false);
    expect(replacesText(view({ next_retry_at: '2026-11-23T12:30:00Z', attempt_count: 1 }), true)).toBe(false);
  });
});

describe('episodeView', () => {
  const opening = { state: 'opening' as const };
  const failed = { state: 'failed' as const, error: { code: 'internal' as const, message: 'no' } };
  const jobs = { state: 'live' as const, rows: [{ ...job, status: 'processing' as const }] };
  const none = { state: 'live' as const, rows: [] };
  const ofEpisode = { ...online, episodeId: 'e' };
  const waiting = {
    ...request,
    id: 'r',
    episode_id: 'e',
    episode_number: 1,
    episode_title: '',
    has_text: false,
    project_id: 'p',
    project_title: '',
    project_status: 'ACTIVE' as const,
    priority: null,
  };

  it.each([
    ['its jobs are being read', opening, none, 'opening'],
    ['what waits to be sent is being read', jobs, opening, 'opening'],
    ['its jobs cannot be read', failed, opening, 'unreadable'],
  ] as const)('says nothing of a job, and offers nothing, while %s', (_, ofJobs, requests, state) => {
    const view = episodeView(ofJobs, requests, ofEpisode);
    expect(view.state).toBe(state);
    expect(askWords(view, false)).toBeNull();
    expect(canCancel(view)).toBe(false);
    expect(replacesText(view, true)).toBe(false);
  });
  it('takes what waits to be sent of this episode alone', () => {
    expect(episodeView(none, { state: 'live', rows: [waiting] }, ofEpisode).state).toBe('sending');
    expect(episodeView(none, { state: 'live', rows: [waiting] }, { ...ofEpisode, episodeId: 'f' }).state).toBe('idle');
    expect(episodeView(jobs, none, ofEpisode).state).toBe('running');
  });
});

describe('whyNotAsked', () => {
  const paused = whyNothingIsGenerated('PAUSED')?.why ?? null;
  const view = (change: Partial<typeof job> | null) =>
    generationView(change === null ? null : { ...job, ...change }, [], { ...online, project: 'PAUSED' });

  it('is what is being done, where something is, also in a paused project', () => {
    const running = view({ status: 'processing' });
    expect(whyNotAsked(running, askWords(running, false), paused)).toBe('It is being made.');
  });
  it("is the project's state where a generation could be asked for but for that, and nothing where it can", () => {
    const idle = view(null);
    expect(whyNotAsked(idle, askWords(idle, false), paused)).toBe('Nothing is generated while the project is paused.');
    expect(whyNotAsked(idle, askWords(idle, false), null)).toBeNull();
  });
});
