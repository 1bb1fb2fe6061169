/** Broadcasting over HTTP: `POST /api/broadcast` with many messages, `POST /api/broadcast/:topic/events/:event` with one. */
import { Hono } from 'hono';
import { z } from 'zod';
import { ANONYMOUS, type Caller } from '../identity/claims.ts';
import { bearerToken, type VerifyToken } from '../identity/verify-token.ts';
import type { Limits } from './limits.ts';
import type { RealtimeDatabase } from './realtime-database.ts';
import type { Rooms } from './rooms.ts';
import { callerOf } from './tokens.ts';

const Messages = z.object({
  messages: z.array(
    z.object({
      topic: z.string().min(1),
      event: z.string().min(1),
      payload: z.json(),
      private: z.boolean().default(false),
    }),
  ),
});
type Message = z.infer<typeof Messages>['messages'][number];
type Outcome = 'sent' | 'unauthorized' | 'too large' | 'too many';

export function broadcastRoutes(parts: {
  database: RealtimeDatabase;
  rooms: Rooms;
  verify: VerifyToken;
  limits: Limits;
  maySend: () => boolean;
}): Hono<{ Variables: { caller: Caller } }> {
  const { database, rooms, verify, limits, maySend } = parts;
  const send = async (caller: Caller, { topic, event, payload, private: isPrivate }: Message): Promise<Outcome> => {
    const text = JSON.stringify(payload);
    if (Buffer.byteLength(text) > limits.payloadBytes) return 'too large';
    if (!maySend()) return 'too many';
    if (isPrivate && !(await database.mayWrite({ caller, topic, headers: {} }, 'broadcast'))) return 'unauthorized';
    rooms.broadcast({ topic, isPrivate, event, body: { kind: 'json', text } });
    return 'sent';
  };

  const app = new Hono<{ Variables: { caller: Caller } }>();
  app.use(async (context, next) => {
    const token = bearerToken(context.req.header('authorization'));
    const known = token === null ? null : await callerOf(verify, token);
    if (known?.kind === 'refused') return context.json({ error: known.reason }, 401);
    context.set('caller', known?.caller ?? ANONYMOUS);
    return next();
  });
  app.post('/api/broadcast', async (context) => {
    const body = Messages.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return context.json({ error: 'invalid body' }, 422);
    for (const message of body.data.messages) {
      const outcome = await send(context.var.caller, message);
      if (outcome === 'too large') return context.json({ error: 'payload_size_exceeded' }, 422);
      if (outcome === 'too many') return context.json({ error: 'Too many messages' }, 429);
    }
    return context.body(null, 202);
  });
  app.post('/api/broadcast/:topic/events/:event', async (context) => {
    const payload = z.json().safeParse(await context.req.json().catch(() => undefined));
    if (!payload.success) return context.json({ error: 'invalid body' }, 422);
    const { topic, event } = context.req.param();
    const isPrivate = context.req.query('private') === 'true';
    const outcome = await send(context.var.caller, { topic, event, payload: payload.data, private: isPrivate });
    if (outcome === 'unauthorized') return context.json({ error: 'unauthorized' }, 403);
    if (outcome === 'too large') return context.json({ error: 'payload_size_exceeded' }, 422);
    if (outcome === 'too many') return context.json({ error: 'Too many messages' }, 429);
    return context.body(null, 202);
  });
  return app;
}
