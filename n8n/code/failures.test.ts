import { expect, it } from 'vitest';
import { describeFailure } from './describe-failure.ts';
import { readErrorEvent } from './read-error-event.ts';

it('says to the cloud what a node or an agent said', () => {
  const failure = { code: 'TEXT_EMPTY', message: 'No text.' };
  expect(describeFailure({ failure }, [], 'generator').p_error).toEqual(failure);
  for (const error of ['It timed out', { message: 'It timed out' }]) {
    expect(describeFailure({ failure: null, error }, [], 'generator').p_error).toEqual({
      code: 'AGENT_FAILED',
      message: 'The generator could not do its work: It timed out',
    });
  }
  expect(describeFailure({}, [], 'generator').p_error.message).toContain('no reason was given');
});

it('tells people what failed and where', () => {
  const { text, undelivered } = readErrorEvent({
    execution: { id: '12', lastNodeExecuted: 'Claim', error: { message: 'The service refused the connection' } },
    workflow: { id: 'showrunnerGenerate', name: 'Showrunner: generation' },
  });
  expect(text).toBe('Showrunner: generation failed at "Claim" (execution 12): The service refused the connection');
  expect(undelivered).toBeNull();
  expect(readErrorEvent({}).text).toBe('A workflow failed: no reason was given');
  expect(readErrorEvent({ trigger: { error: { message: 'No such path' } } }).text).toBe(
    'A workflow failed: No such path',
  );
});

it('finds a failure that the cloud has not heard of', () => {
  const lease = { p_job_id: 'job', p_lease_token: 'lease' };
  const error = { message: 'No text.', context: { metadata: { message: 'No text.', undelivered: lease } } };
  expect(readErrorEvent({ execution: { error } }).undelivered).toEqual(lease);
});
