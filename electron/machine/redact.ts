/**
 * What must not stand in a log or a report, and what stands there instead. Applied where a line is written, so that no caller
 * can forget it. The order matters: a token may hold what looks like a mail address.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens, whole or cut off: three base64url parts, the first two of JSON (`{"` is `eyJ`).
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, '[token]'],
  // Keys of Supabase, Clerk, OpenAI and their likes: a known beginning and a long rest. Publishable ones too: a report needs none.
  [/\b(?:sb_(?:secret|publishable)|sk|pk|rk|whsec|sbp|ghp|xox[abp])[_-][\w-]{6,}/g, '[key]'],
  // The launch key of the browser host, and whatever an address carries as one.
  [/([?&#](?:key|token|access_token|apikey|code|state|signature|__clerk_[a-z_]+)=)[^&#\s"']+/gi, '$1[removed]'],
  [
    /\b(authorization|apikey|cookie|x-api-key)(["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token)\s+)?[^\s"',;]+/gi,
    '$1$2[removed]',
  ],
  [/\bbearer\s+[\w.~+/-]{8,}=*/gi, 'Bearer [removed]'],
  [/\b(password|passwd|secret|passphrase)(["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, '$1$2[removed]'],
  // User and password in an address: postgres://user:secret@host.
  [/((?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/)[^\s/@:]+(?::[^\s/@]*)?@/gi, '$1[removed]@'],
  // Mail addresses name people. Begun only where a word begins: a long line is then read once, not once per character.
  [/(?<![\w.%+-])[\w.+-]+(?:@|%40)[a-z\d.-]{1,253}\.[a-z]{2,24}/gi, '[mail]'],
  // A home folder names a person too; what is below it is kept.
  [/(\/(?:home|Users)\/)(?:[^/"'\n]{1,64}(?=\/)|[^/\s"':]+)/gi, '$1[user]'],
  [/([a-z]:\\+Users\\+)(?:[^\\"'\n]{1,64}(?=\\)|[^\\\s"':]+)/gi, '$1[user]'],
];

/** Longer lines are cut before they are looked at: nobody reads them, and each rule is a pass over the line. */
const LONGEST_LINE = 8_000;

/** A line without tokens, keys, passwords, mail addresses and names of home folders; at most LONGEST_LINE characters. */
export function redact(line: string): string {
  const short = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}… (cut)` : line;
  return RULES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), short);
}
