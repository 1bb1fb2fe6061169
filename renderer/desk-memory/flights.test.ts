import { beforeEach, describe, expect, test } from 'vitest';
import { Flights } from './flights.ts';
import { restOf } from './rest-of.ts';

describe('what was sent out of a form and is not answered yet', () => {
  let flights: Flights<string, string>;
  let sent: string[];
  let answers: PromiseWithResolvers<string | null>[];
  let heard: string[];

  beforeEach(() => {
    [flights, sent, answers, heard] = [new Flights(), [], [], []];
  });
  const send = (text: string) =>
    flights.begin(
      'quick',
      text,
      (what) => {
        sent.push(what);
        const answer = Promise.withResolvers<string | null>();
        answers.push(answer);
        return answer.promise;
      },
      (what) => heard.push(`left: ${what}`),
    );
  const open = (form: string) =>
    flights.formStands('quick', (what, answer, isOwn) =>
      heard.push(`${form}: ${isOwn ? 'its own' : 'the'} ${what} ${answer}`),
    );

  test('is sent once, also by a form that was opened anew, and that form hears of the answer', async () => {
    const close = open('first');
    const done = send('note');
    await send('note');
    close();
    open('second');
    await send('note');
    answers[0]?.resolve('made');
    await done;
    expect(sent).toEqual(['note']);
    expect(heard).toEqual(['second: the note made']);
    void send('the next');
    expect(sent).toEqual(['note', 'the next']);
  });

  test('says when it sets out and when it has arrived', async () => {
    const seen: boolean[] = [];
    const stop = flights.onChange(() => seen.push(flights.isUnderWay('quick')));
    const done = send('note');
    answers[0]?.resolve('made');
    await done;
    stop();
    void send('the next');
    expect(seen).toEqual([true, false]);
  });

  test('where no form stands any more is settled by whoever sent it', async () => {
    const close = open('first');
    const done = send('note');
    close();
    expect(flights.isUnderWay('quick')).toBe(true);
    answers[0]?.resolve('made');
    await done;
    expect(heard).toEqual(['left: note']);
    expect(flights.isUnderWay('quick')).toBe(false);
  });

  test('once given up, has nothing to say to the form that is opened next, which may send its own', async () => {
    open('first')();
    const first = send('note');
    flights.letGo('quick');
    open('second');
    const second = send('another');
    answers[0]?.resolve('made');
    await first;
    expect(heard).toEqual([]);
    expect(flights.isUnderWay('quick')).toBe(true);
    answers[1]?.resolve('made too');
    await second;
    expect(heard).toEqual(['second: its own another made too']);
  });

  test('that was not taken, or whose sending broke, can be sent again', async () => {
    open('form');
    const done = send('note');
    answers[0]?.resolve(null);
    await done;
    const broken = send('note');
    answers[1]?.reject(new Error('broken'));
    await expect(broken).rejects.toThrow('broken');
    expect(heard).toEqual([]);
    void send('note');
    expect(sent).toHaveLength(3);
  });
});

test('what is left of a field: what was typed on, what was written over it, or nothing', () => {
  expect(restOf('note', 'note')).toBeNull();
  expect(restOf('note \n', 'note')).toBeNull();
  expect(restOf('note and more', 'note')).toBe(' and more');
  expect(restOf('another', 'note')).toBe('another');
  expect(restOf('', 'note')).toBe('');
});
