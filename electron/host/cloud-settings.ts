import { decodeJwt, errors } from 'jose';
import type { CloudSettings } from '../../shared/ipc/host.ts';

/** Settings that can be used, or the sentence that says why not. */
export type SettingsVerdict = { ok: true; settings: CloudSettings } | { ok: false; problem: string; advice: string };

/** It becomes part of the page's policy: a name with a top-level domain, and nothing else. */
const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Longer than any address or key of either service. */
const LONGEST = 2_000;

/**
 * Whether three texts name a cloud, before anything is asked. Keys that open more than a person may see are refused: they would
 * lie on every machine, and a desk with one would pass by every rule of the database.
 */
export function judgeSettings(given: CloudSettings): SettingsVerdict {
  const url = given.url.trim();
  const publishableKey = given.publishableKey.trim();
  const clerkPublishableKey = given.clerkPublishableKey.trim();
  if ([url, publishableKey, clerkPublishableKey].some((text) => text.length > LONGEST)) {
    return refuse('One of the three is far too long.', 'Copy them once more.');
  }
  const address = projectAddress(url);
  if (address === null) {
    return refuse(
      'The address is not that of a Supabase project.',
      'It looks like https://<ref>.supabase.co: in Supabase, under Project settings, Data API.',
    );
  }
  const key = keyProblem(publishableKey);
  if (key !== null) return refuse(...key);
  if (/^sk_/.test(clerkPublishableKey)) {
    return refuse(
      'This is a secret key of Clerk. It was not kept.',
      'Use the publishable key (pk_…). A secret key that was pasted somewhere should be replaced in Clerk.',
    );
  }
  if (clerkHost(clerkPublishableKey) === null) {
    return refuse(
      'The Clerk key is not a publishable key.',
      'It begins with pk_test_ or pk_live_: in Clerk, under Configure, API keys.',
    );
  }
  return { ok: true, settings: { url: address, publishableKey, clerkPublishableKey } };
}

/** The host of Clerk's Frontend API that a publishable key names (base64 of "host$"), or null for what is no such key. */
export function clerkHost(publishableKey: string): string | null {
  const [, encoded] = /^pk_(?:test|live)_([A-Za-z0-9+/=_-]+)$/.exec(publishableKey) ?? [];
  if (encoded === undefined) return null;
  const host = Buffer.from(encoded, 'base64').toString('utf8');
  const name = host.slice(0, -1).toLowerCase();
  return host.endsWith('$') && HOST_NAME.test(name) ? name : null;
}

function projectAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  // Tokens travel on it: plain HTTP only to this machine.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return null;
  return url.origin;
}

function keyProblem(key: string): [problem: string, advice: string] | null {
  const advice = 'Use the publishable key (sb_publishable_…), in Supabase under Project settings, API keys.';
  if (key === '') return ['The publishable key is missing.', advice];
  const role = legacyRole(key);
  if (/^sb_secret_/.test(key) || role === 'service_role') {
    return [
      'This is a secret key of Supabase. It was not kept.',
      `${advice} A secret key that was pasted somewhere should be replaced in Supabase.`,
    ];
  }
  if (/^sb_publishable_\S+$/.test(key) || role === 'anon') return null;
  return ['The Supabase key is not a publishable key.', advice];
}

/** The role that an older key, which is a JWT, stands for. */
function legacyRole(key: string): unknown {
  try {
    return decodeJwt(key).role;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}

function refuse(problem: string, advice: string): SettingsVerdict {
  return { ok: false, problem, advice };
}
