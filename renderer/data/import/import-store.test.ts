import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useToasts } from '../../components/toast-store.ts';
import { EngineFailure } from '../../engine-port/engine-client.ts';
import { makeImport, showImport, useImportStore } from './import-store.ts';
import type { ImportedExport } from './read-export.ts';
import type { ImportEngine } from './run-import.ts';

const file: ImportedExport = {
  madeAt: '',
  organization: '',
  projects: [
    { title: 'Ferries', brief: '', timezone: '', cadence: null, memories: [], episodes: [], notes: [] },
    { title: 'Fjords', brief: '', timezone: '', cadence: null, memories: [], episodes: [], notes: [] },
  ],
};

/** An engine that does one command at a time, when the test says so; `commands` is what it was asked for. */
function engineInHand() {
  const commands: string[] = [];
  const waiting: PromiseWithResolvers<unknown>[] = [];
  const command = (name: string) => {
    commands.push(name);
    const answer = Promise.withResolvers<unknown>();
    waiting.push(answer);
    return answer.promise;
  };
  const next = () => vi.waitFor(() => waiting.shift() ?? Promise.reject(new Error('nothing is waiting')));
  return {
    engine: { command, query: async () => [] } as unknown as ImportEngine,
    commands,
    answer: async () => (await next()).resolve({ id: 'made' }),
    refuse: async (code: EngineFailure['code']) =>
      (await next()).reject(new EngineFailure({ code, message: 'It stopped.' })),
  };
}

const toasts = () => useToasts.getState().toasts.map(({ title, body }) => [title, body]);

describe('an import', () => {
  beforeEach(() => {
    useImportStore.setState(useImportStore.getInitialState());
    useToasts.setState({ toasts: [] });
  });

  it('is not begun a second time while it runs, also by whoever was elsewhere and came back', async () => {
    const { engine, commands, answer } = engineInHand();
    const leave = showImport();
    const done = makeImport(engine, file);
    leave();
    showImport();
    expect(useImportStore.getState().progress.state).toBe('making');
    await makeImport(engine, file);
    for (const _ of [1, 2, 3, 4]) await answer();
    await done;
    expect(commands.filter((name) => name === 'project.create')).toHaveLength(2);
    expect(useImportStore.getState().progress).toMatchObject({ state: 'done', made: { projects: 2 } });
    expect(toasts()).toEqual([]);
  });

  it('tells whoever is elsewhere that it is done, and that it stopped and where', async () => {
    const { engine, answer, refuse } = engineInHand();
    showImport()();
    const done = makeImport(engine, file);
    for (const _ of [1, 2, 3, 4]) await answer();
    await done;
    const stopped = makeImport(engine, file);
    await answer();
    await answer();
    await refuse('disk-full');
    await stopped;
    expect(toasts()).toEqual([
      ['The import is done', 'Imported: 2 projects, 0 episodes, 0 texts, 0 notes. The projects are paused.'],
      [
        'The import stopped half-way',
        'It stopped. What was made until then is here: 1 project, 0 episodes, 0 texts, 0 notes.',
      ],
    ]);
    const leave = showImport();
    expect(useImportStore.getState().progress.state).toBe('stopped');
    leave();
    expect(useImportStore.getState().progress.state).toBe('idle');
  });

  it('that was not answered says that the next thing may be here, and to look before the file is imported again', async () => {
    const { engine, answer, refuse } = engineInHand();
    const stopped = makeImport(engine, file);
    await answer();
    await answer();
    await refuse('unanswered');
    await stopped;
    const { progress } = useImportStore.getState();
    expect(progress.state === 'stopped' && progress.words).toMatch(
      /went away before it answered\. .*: 1 project, .* may be here as well: look for it before/,
    );
  });
});
