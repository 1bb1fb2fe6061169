import { ANSWER_LIMIT_MS } from './ask-rest.ts';
import { type Check, type Finding, failed, passed } from './contract.ts';

const TOPIC = 'realtime:connection-check';
const NOT_LIVE =
  'The desk works without it, but changes of others arrive within a minute instead of at once. In Supabase, look at Realtime, Settings; a proxy may also block WebSockets.';

/** Joins a public channel, as Supabase's Realtime protocol 2.0.0 has it. Where only private ones are allowed, that answer is as good. */
export const checkRealtime: Check = ({ url, publishableKey }, parts) => {
  const { promise, resolve } = Promise.withResolvers<Finding>();
  const address = `${url.replace(/^http/, 'ws')}/realtime/v1/websocket?apikey=${encodeURIComponent(publishableKey)}&vsn=2.0.0`;
  const socket = parts.openSocket(address);
  const cancel = parts.after(ANSWER_LIMIT_MS, () => resolve(failed('Realtime does not answer.', NOT_LIVE)));
  socket.addEventListener('open', () => {
    const config = {
      broadcast: { ack: false, self: false },
      presence: { enabled: false },
      postgres_changes: [],
      private: false,
    };
    socket.send(JSON.stringify(['1', '1', TOPIC, 'phx_join', { config }]));
  });
  socket.addEventListener('message', ({ data }) => {
    const finding = judgeReply(data);
    if (finding !== null) resolve(finding);
  });
  socket.addEventListener('error', () => resolve(failed('Realtime refuses the connection.', NOT_LIVE)));
  socket.addEventListener('close', () => resolve(failed('Realtime closed the connection.', NOT_LIVE)));
  return promise.finally(() => {
    cancel();
    socket.close();
  });
};

function judgeReply(data: unknown): Finding | null {
  const message = typeof data === 'string' ? parse(data) : null;
  if (!Array.isArray(message)) return null;
  const [, , topic, event, payload]: unknown[] = message;
  if (topic !== TOPIC || event !== 'phx_reply') return null;
  const text = JSON.stringify(payload);
  if (text.includes('"status":"ok"') || text.includes('PrivateOnly')) return passed('Realtime can be joined.');
  return failed('Realtime answers, but lets nobody join.', NOT_LIVE);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
