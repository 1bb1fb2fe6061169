import { type RestAnswer, textField } from './ask-rest.ts';
import { type Finding, failed, passed, warning } from './contract.ts';

/** Supabase's code for a project that sleeps. */
const PROJECT_PAUSED = 540;

/** A clock that is off by more makes a token that lives 60 seconds look spent or not begun; in seconds. */
const SKEW_FAILS = 30;
const SKEW_WARNS = 10;

export function judgeReachable(answer: RestAnswer | null, url: string): Finding {
  if (answer === null) {
    return failed(
      `Nothing answers at ${url}.`,
      'Check the address and the network of this machine. A firewall or a VPN may also be in between.',
    );
  }
  if (answer.status === PROJECT_PAUSED) {
    return failed('The project is paused.', 'Open it in the Supabase dashboard and choose "Restore project".');
  }
  return passed('It answers.');
}

/** PostgREST and Supabase's gateway answer everything in JSON, a refusal with a message or a code. */
export function judgeSupabase({ status, isJson, json }: RestAnswer): Finding {
  const isRefusal = textField(json, 'message') !== '' || textField(json, 'code') !== '';
  if (isJson && (status < 400 || isRefusal)) return passed('It is Supabase.');
  return failed(
    `Something answers, but not as Supabase does (HTTP ${status}).`,
    'Check the address: it is the one of the Data API, and not that of your site or of the dashboard.',
  );
}

export function judgeKey({ status, json }: RestAnswer): Finding {
  // A refusal by the gateway has a message; one by the database has a code too, and means that the key was taken.
  if (status === 401 && textField(json, 'code') === '') {
    return failed(
      'The project does not take this key.',
      'Copy the publishable key of this same project; keys can also be switched off under API keys.',
    );
  }
  return passed('The key is taken.');
}

export function judgeTime(answer: RestAnswer, now: Date): Finding {
  const there = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(there)) return warning('The cloud does not say what time it is.', '');
  const seconds = Math.round((now.getTime() - there) / 1000);
  const off = Math.abs(seconds);
  if (off < SKEW_WARNS) return passed('The clocks agree.');
  const found = `The clock of this machine is ${off} seconds ${seconds > 0 ? 'fast' : 'slow'}.`;
  const advice = 'Let the system set its clock by itself (date and time, "set automatically").';
  return off < SKEW_FAILS
    ? warning(found, advice)
    : failed(found, `${advice} Sign-ins last a minute at a time, so nothing would be sent with it.`);
}
