import { useState } from 'react';
import type { CloudReport, CloudSettings } from '../../shared/ipc/host.ts';
import { Button } from '../components/button.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { HostFailure } from '../host/host-client.ts';
import { useHost, useHostState } from '../host/host-context.ts';
import { CheckList } from './check-list.tsx';

const FIELDS: { name: keyof CloudSettings; label: string; hint: string; placeholder: string }[] = [
  {
    name: 'url',
    label: 'Supabase address',
    hint: 'Project settings, Data API',
    placeholder: 'https://abcdefghijkl.supabase.co',
  },
  {
    name: 'publishableKey',
    label: 'Supabase publishable key',
    hint: 'Project settings, API keys. Never the secret key: it is refused.',
    placeholder: 'sb_publishable_…',
  },
  {
    name: 'clerkPublishableKey',
    label: 'Clerk publishable key',
    hint: 'In Clerk under Configure, API keys',
    placeholder: 'pk_live_…',
  },
];

type Work = { state: 'idle' } | { state: 'checking' } | { state: 'connecting' };

/** Three texts, looked at before they are kept. */
export function ConnectForm() {
  const host = useHost();
  const cloud = useHostState()?.cloud ?? null;
  const isFixed = cloud?.from === 'environment';
  const [settings, setSettings] = useState<CloudSettings>({
    url: cloud?.url ?? '',
    publishableKey: cloud?.publishableKey ?? '',
    clerkPublishableKey: cloud?.clerkPublishableKey ?? '',
  });
  const [work, setWork] = useState<Work>({ state: 'idle' });
  const [report, setReport] = useState<CloudReport | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const run = async (next: Work['state'], task: () => Promise<void>) => {
    setWork({ state: next });
    setTrouble(null);
    try {
      await task();
    } catch (error) {
      if (!(error instanceof HostFailure)) throw error;
      setTrouble(error.message);
    } finally {
      setWork({ state: 'idle' });
    }
  };
  const check = () => run('checking', async () => setReport(await host.call('cloud.check', settings)));
  const connect = () => run('connecting', async () => void (await host.call('cloud.connect', settings)));

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void (report?.usable === true ? connect() : check());
      }}
    >
      {isFixed && (
        <p className="rounded-lg bg-info-wash p-3 text-info">
          The cloud is set by environment variables, and they win. Start the app without them to change it here.
        </p>
      )}
      {FIELDS.map(({ name, label, hint, placeholder }) => (
        <Field key={name} label={label} hint={hint}>
          {(id) => (
            <input
              id={id}
              className={INPUT}
              value={settings[name]}
              placeholder={placeholder}
              // What is found is found of what was asked about, and so is connected to.
              readOnly={isFixed || work.state !== 'idle'}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => {
                setSettings({ ...settings, [name]: event.target.value });
                // What was found belongs to what was typed then.
                setReport(null);
              }}
            />
          )}
        </Field>
      ))}
      <div aria-live="polite" className="flex flex-col gap-3">
        {work.state === 'checking' && <p className="text-soft">Asking the cloud. This takes a few seconds at most.</p>}
        {trouble !== null && <p className="text-bad">{trouble}</p>}
        {report !== null && (
          <>
            <CheckList report={report} />
            <p className={report.usable ? 'text-good' : 'text-bad'}>
              {report.usable
                ? 'This cloud can be used.'
                : 'This cloud cannot be used yet. Nothing was changed; your data is as it was.'}
            </p>
          </>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          look={report?.usable === true ? 'outline' : 'primary'}
          onClick={() => void check()}
          disabled={work.state !== 'idle'}
        >
          {report === null ? 'Check' : 'Check again'}
        </Button>
        {report?.usable === true && !isFixed && (
          <Button look="primary" onClick={() => void connect()} disabled={work.state !== 'idle'}>
            Connect
          </Button>
        )}
      </div>
    </form>
  );
}
