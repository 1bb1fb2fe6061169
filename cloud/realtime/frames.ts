/**
 * Frames of Realtime's protocol 2.0.0, as @supabase/realtime-js 2.119 speaks it. A text frame is
 * `[join_ref, ref, topic, event, payload]`. Broadcasts may be binary, with lengths of one byte each:
 * client push  03 len(join_ref) len(ref) len(topic) len(event) len(meta) encoding, then those texts, then the payload;
 * server push  04 len(topic) len(event) len(meta) encoding, then those, then the payload. Encoding 1 is JSON, 0 is bytes.
 */
const CLIENT_PUSH = 3;
const SERVER_PUSH = 4;
const JSON_ENCODING = 1;
const BYTES_ENCODING = 0;
const LONGEST_FIELD_BYTES = 255;

/** What is broadcast: JSON as text, so that it is encoded once for all receivers, or raw bytes. */
export type Body = { kind: 'json'; text: string } | { kind: 'bytes'; bytes: Buffer };

export interface ClientFrame {
  joinRef: string | null;
  ref: string | null;
  /** With its prefix `realtime:`. */
  topic: string;
  event: string;
  payload: unknown;
}

export type Incoming =
  | { kind: 'message'; frame: ClientFrame }
  | { kind: 'broadcast'; frame: Omit<ClientFrame, 'payload'>; body: Body }
  | { kind: 'garbage' };

export function decodeText(text: string): Incoming {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return { kind: 'garbage' };
  }
  if (!Array.isArray(parts)) return { kind: 'garbage' };
  const [joinRef, ref, topic, event, payload]: unknown[] = parts;
  if (typeof topic !== 'string' || typeof event !== 'string') return { kind: 'garbage' };
  return { kind: 'message', frame: { joinRef: textOrNull(joinRef), ref: textOrNull(ref), topic, event, payload } };
}

export function decodeBinary(data: Buffer): Incoming {
  const headBytes = 7;
  if (data[0] !== CLIENT_PUSH || data.length < headBytes) return { kind: 'garbage' };
  let at = headBytes;
  const [joinRef, ref, topic, event] = [...data.subarray(1, 6)].map((length) => {
    at += length;
    return data.toString('utf8', at - length, at);
  });
  if (topic === undefined || event === undefined || at > data.length) return { kind: 'garbage' };
  const rest = data.subarray(at);
  const body: Body =
    data[6] === JSON_ENCODING ? { kind: 'json', text: rest.toString('utf8') } : { kind: 'bytes', bytes: rest };
  return { kind: 'broadcast', frame: { joinRef: joinRef || null, ref: ref || null, topic, event }, body };
}

/** One buffer for every receiver. Null when a field is longer than its length byte can say. */
export function encodeBroadcast(topic: string, event: string, body: Body, meta: object | null): Buffer | null {
  const fields = [topic, event, meta === null ? '' : JSON.stringify(meta)].map((text) => Buffer.from(text));
  if (fields.some((field) => field.length > LONGEST_FIELD_BYTES)) return null;
  const head = [SERVER_PUSH, ...fields.map((field) => field.length)];
  const encoding = body.kind === 'json' ? JSON_ENCODING : BYTES_ENCODING;
  return Buffer.concat([
    Buffer.from([...head, encoding]),
    ...fields,
    body.kind === 'json' ? Buffer.from(body.text) : body.bytes,
  ]);
}

export function bodyBytes(body: Body): number {
  return body.kind === 'json' ? Buffer.byteLength(body.text) : body.bytes.length;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
