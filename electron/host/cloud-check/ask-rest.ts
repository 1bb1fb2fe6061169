import type { CloudSettings } from '../../../shared/ipc/host.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import type { CheckParts } from './contract.ts';

/** A person waits for it, in milliseconds. */
export const ANSWER_LIMIT_MS = 10_000;
/** An answer of a check is a few hundred bytes; what comes in megabytes is not read. In characters. */
const LONGEST_ANSWER = 100_000;

export interface RestAnswer {
  status: number;
  /** The body when it is JSON. */
  json: unknown;
  isJson: boolean;
  headers: Headers;
}

/** One request as nobody, with the publishable key only. Null when no answer came in time. */
export async function askRest(
  { url, publishableKey }: CloudSettings,
  parts: CheckParts,
  path: string,
  body?: object,
): Promise<RestAnswer | null> {
  try {
    const response = await parts.fetch(`${url}/rest/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        apikey: publishableKey,
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const text = await response.text();
    const json = text.length > LONGEST_ANSWER ? undefined : parse(text);
    return { status: response.status, json, isJson: json !== undefined, headers: response.headers };
  } catch {
    return null;
  }
}

/** A field of a JSON answer, when it is a text. */
export function textField(json: unknown, name: string): string {
  if (typeof json !== 'object' || json === null || !(name in json)) return '';
  const value: unknown = Reflect.get(json, name);
  return typeof value === 'string' ? value : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
