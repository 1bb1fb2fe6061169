import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import type { Identity, TokenSource } from '../identity/contract.ts';
import { NoTokenError } from '../identity/no-token-error.ts';
import { readTokenClaims, speaksFor } from '../identity/token-claims.ts';
import type { Platform } from '../platform.ts';
import { CALL_TIMED_OUT } from './call-size.ts';
import { type CallFailure, TOKEN_UNREACHABLE } from './classify-failure.ts';
import { withLimitedBody } from './limited-body.ts';

/** Longest that a call may take, in milliseconds: a page of 4 MB over a slow line, and the cloud's own statement timeout. */
const CALL_LIMIT_MS = 60_000;

/** An answer is 4 MB and one row at most (sync_pull); a body without an end would fill the memory. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

export type CallResult = { ok: true; data: unknown } | { ok: false; failure: CallFailure };

export interface CloudClientOptions {
  cloud: { url: string; publishableKey: string };
  identity: Identity;
  tokens: TokenSource;
  platform: Pick<Platform, 'fetch' | 'now'>;
}

/** The cloud's functions over unmodified supabase-js. A failure is an answer, not an exception. */
export class CloudClient {
  readonly #options: CloudClientOptions;
  #supabase: SupabaseClient | null = null;
  /** Of the last answer; supabase-js does not hand headers on. Two calls at once are of the same cloud. */
  #retryAfter: string | null = null;

  constructor(options: CloudClientOptions) {
    this.#options = options;
  }

  /** @param patience how many times the usual time it may take */
  call(name: string, args: object, patience = 1): Promise<CallResult> {
    return this.read((supabase, signal) => supabase.rpc(name, args).retry(false).abortSignal(signal), patience);
  }

  /** Any request over REST, in its time. */
  async read(
    ask: (supabase: SupabaseClient, signal: AbortSignal) => PromiseLike<RestAnswer>,
    patience = 1,
  ): Promise<CallResult> {
    try {
      await this.#token();
    } catch (error) {
      if (!(error instanceof NoTokenError)) throw error;
      const said = error.needs === 'unreachable' ? { status: 0, code: TOKEN_UNREACHABLE } : { status: 401, code: '' };
      return { ok: false, failure: { ...said, message: error.message, hint: null, retryAfterMs: null } };
    }
    this.#retryAfter = null;
    const limit = AbortSignal.timeout(CALL_LIMIT_MS * patience);
    const { data, error, status } = await ask(this.supabase(), limit);
    if (error === null) return { ok: true, data };
    return {
      ok: false,
      failure: {
        status,
        code: limit.aborted ? CALL_TIMED_OUT : (error.code ?? ''),
        message: error.message ?? '',
        hint: error.hint || null,
        retryAfterMs: retryAfterMs(this.#retryAfter, this.#options.platform.now()),
      },
    };
  }

  /** Made at its first use: it asks for a token as soon as it exists. */
  supabase(): SupabaseClient {
    const { cloud } = this.#options;
    this.#supabase ??= createClient(cloud.url, cloud.publishableKey, {
      accessToken: () => this.#token(),
      global: {
        fetch: (input, init) => this.#fetch(input, init),
        headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) },
      },
    });
    return this.#supabase;
  }

  async close(): Promise<void> {
    await this.#supabase?.removeAllChannels();
    await this.#supabase?.realtime.disconnect();
  }

  /** A token that speaks for this desk's user and organisation, or a NoTokenError. */
  async #token(): Promise<string> {
    const token = await this.#options.tokens.getToken();
    if (!speaksFor(readTokenClaims(token), this.#options.identity)) {
      throw new NoTokenError('The sign-in is of another user or organisation.');
    }
    return token;
  }

  async #fetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    // Supabase never redirects. Whoever does would get the body, with what a person wrote in it, sent after the address.
    const response = await this.#options.platform.fetch(input, { ...init, redirect: 'error' });
    this.#retryAfter = response.headers.get('retry-after');
    // Whoever has signed in again meanwhile has a better one.
    if (response.status === 401) this.#options.tokens.forgetToken?.();
    return withLimitedBody(response, LARGEST_ANSWER_BYTES);
  }
}

interface RestAnswer {
  data: unknown;
  error: ErrorBody | null;
  status: number;
}

interface ErrorBody {
  code?: string;
  message?: string;
  hint?: string | null;
}

/** Longest that the cloud's wish to be left alone is followed: longer is a mistake, and nobody would know why nothing is sent. */
const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

/** Retry-After is seconds or an HTTP date (RFC 9110 §10.2.3). */
function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null || header === '') return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), LONGEST_RETRY_AFTER_MS) : null;
}
