import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { dayAndHour } from '../../components/times.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { useIsOnline } from '../../engine-port/use-session.ts';
import { episodeName } from '../episode-name.ts';
import { QueueLine } from './queue-line.tsx';
import { Section } from './section.tsx';

type LocalRequest = QueryRow<'generation.requests'>;

/** What this machine has yet to hand over to the cloud. */
export function Requests({ requests }: { requests: readonly LocalRequest[] }) {
  const online = useIsOnline();
  const withdraw = useCommand('generation.cancel');
  const waiting = requests.filter(({ state }) => state === 'waiting' || state === 'sending');
  return (
    <Section title={online ? 'Being sent' : 'Waiting for network'}>
      {waiting.map((request) => {
        const episode = { title: request.episode_title, number: request.episode_number };
        return (
          <QueueLine
            key={request.id}
            episode={{ ...episode, id: request.episode_id, project: request.project_title }}
            detail={waitingWords(request, online)}
            cost={0}
            actions={
              request.action === 'request' && (
                <Button
                  compact
                  look="quiet"
                  aria-label={`Cancel: ${episodeName(episode)}`}
                  onClick={() => void withdraw({ episode_id: request.episode_id })}
                >
                  Cancel
                </Button>
              )
            }
          />
        );
      })}
    </Section>
  );
}

function waitingWords({ action, created_at }: LocalRequest, online: boolean): string {
  const what = action === 'cancel' ? 'To be cancelled' : 'Asked for';
  return `${what} ${dayAndHour(created_at)}. ${online ? 'It is on its way.' : 'Kept here and sent by itself when the cloud can be reached.'}`;
}
