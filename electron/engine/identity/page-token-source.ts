import type { TokenAbsence } from '../../../shared/ipc/contract.ts';
import type { Platform } from '../platform.ts';
import type { Identity, TokenSource } from './contract.ts';
import { NoTokenError } from './no-token-error.ts';
import { readTokenClaims, speaksFor } from './token-claims.ts';

/** How long a page may take to fetch a token from the identity provider, in milliseconds. */
export const TOKEN_DEADLINE_MS = 8_000;
/** The page keeps the deadline itself, and says then what it knows; its answer has this long to arrive, in milliseconds. */
const ANSWER_MS = 1_000;
/** A token must be good for this long after it is handed out, in milliseconds (see TokenSource). */
const MARGIN_MS = 35_000;

/** A page that can be asked for a token. */
export interface TokenPage {
  askForToken(wanted: number, deadlineMs: number): void;
}

interface Question {
  page: TokenPage;
  resolve(token: string): void;
  reject(error: NoTokenError): void;
}

/**
 * Tokens from the page: the identity provider needs one. Asks the page that connected last, waits until a deadline, keeps the
 * token while it is good for long enough, and asks once for all who want it at the same time. A token of another desk is never
 * kept: a page that is just being taken to another organisation may give one.
 */
export class PageTokenSource implements TokenSource {
  readonly #platform: Pick<Platform, 'after' | 'now'>;
  readonly #identity: Pick<Identity, 'user' | 'organization'>;
  readonly #pages: TokenPage[] = [];
  readonly #questions = new Map<number, Question>();
  #asked = 0;
  #pending: Promise<string> | null = null;
  #kept: { token: string; goodUntil: number } | null = null;

  constructor(platform: Pick<Platform, 'after' | 'now'>, identity: Pick<Identity, 'user' | 'organization'>) {
    this.#platform = platform;
    this.#identity = identity;
  }

  getToken(): Promise<string> {
    if (this.#kept !== null && this.#kept.goodUntil > this.#platform.now().getTime()) {
      return Promise.resolve(this.#kept.token);
    }
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  forgetToken(): void {
    this.#kept = null;
  }

  /** Call the returned function when the page has gone; what it was asked is then answered with "no token". */
  addPage(page: TokenPage): () => void {
    this.#pages.push(page);
    return () => {
      this.#pages.splice(this.#pages.indexOf(page), 1);
      for (const [wanted, question] of this.#questions) {
        if (question.page === page) this.#settle(wanted, null, 'signed-out');
      }
    };
  }

  /** A page's answer to `askForToken`. One that comes too late is ignored. */
  answer(wanted: number, token: string | null, absence: TokenAbsence = 'signed-out'): void {
    this.#settle(wanted, token, absence);
  }

  async #ask(): Promise<string> {
    const page = this.#pages.at(-1);
    if (page === undefined) throw new NoTokenError('No window is open to sign in with.');
    this.#asked += 1;
    const wanted = this.#asked;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#questions.set(wanted, { page, resolve, reject });
    const cancel = this.#platform.after(TOKEN_DEADLINE_MS + ANSWER_MS, () => this.#settle(wanted, null, 'timeout'));
    try {
      page.askForToken(wanted, TOKEN_DEADLINE_MS);
      const token = await promise;
      const claims = readTokenClaims(token);
      if (!speaksFor(claims, this.#identity)) throw new NoTokenError('The sign-in is of another user or organisation.');
      const { expiresAt } = claims;
      this.#kept = expiresAt === null ? null : { token, goodUntil: expiresAt * 1000 - MARGIN_MS };
      return token;
    } finally {
      cancel();
    }
  }

  #settle(wanted: number, token: string | null, absence: TokenAbsence): void {
    const question = this.#questions.get(wanted);
    this.#questions.delete(wanted);
    if (token !== null && token !== '') question?.resolve(token);
    else question?.reject(absent(absence));
  }
}

function absent(absence: TokenAbsence): NoTokenError {
  if (absence === 'signed-out') return new NoTokenError('Nobody is signed in.');
  return new NoTokenError('The sign-in service does not answer.', { needs: 'unreachable' });
}
