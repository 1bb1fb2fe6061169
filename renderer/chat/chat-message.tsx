import { useLayoutEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import '../reading/reading-view.css';
import { setMarkdown } from '../reading/set-markdown.ts';
import { AnswerNote } from './answer-note.tsx';
import { type AnswerState, answerState, answerWords } from './chat-words.ts';

interface ChatMessageProps {
  message: QueryRow<'chat.messages'>;
  /** Null while it is not known what the conversation is about. */
  session: QueryRow<'chat.sessions'> | null;
  online: boolean;
}

function colour({ kind }: AnswerState): string {
  switch (kind) {
    case 'failed':
    case 'not-accepted':
      return 'text-bad';
    case 'waiting-for-network':
      return 'text-wait';
    default:
      return 'text-faint';
  }
}

export function ChatMessage({ message, session, online }: ChatMessageProps) {
  const askAgain = useCommand('chat.ask-again');
  const answer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (answer.current !== null) setMarkdown(answer.current, message.content);
  }, [message.content]);
  const state = answerState(message, online);
  if (message.role === 'assistant') {
    return (
      <li aria-label="Answer" className="min-w-0">
        <div ref={answer} className="reading chat-answer" />
        {session !== null && (session.project_id !== null || session.episode_id !== null) ? (
          <AnswerNote
            messageId={message.id}
            session={session}
            suggestion={message.metadata.suggested_note ?? null}
            isThere={message.noted}
          />
        ) : null}
      </li>
    );
  }
  return (
    <li aria-label="Your message" className="flex flex-col items-end gap-1">
      <p className="max-w-[85%] whitespace-pre-wrap break-words rounded-xl bg-accent-wash px-4 py-2.5" dir="auto">
        {message.content}
      </p>
      {state !== null && (
        <p
          role="status"
          data-testid="answer-state"
          data-state={state.kind}
          className={`flex items-center gap-2 text-xs ${colour(state)}`}
        >
          {answerWords(state)}
          {state.kind === 'not-accepted' && (
            <Link href="/attention" className="underline">
              Needs attention
            </Link>
          )}
          {state.kind === 'failed' && (
            <Button compact onClick={() => void askAgain({ message_id: message.id })}>
              Ask again
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
