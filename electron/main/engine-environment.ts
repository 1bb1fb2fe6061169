/** What the engine's process may know of our environment; the rest (NODE_OPTIONS, tokens of other programs) stays here. */
const ALLOWED = new Set([
  'HOME',
  'LANG',
  'LOCALAPPDATA',
  'PATH',
  'SHOWRUNNER_IDENTITY_DIR',
  'SHOWRUNNER_TOKEN',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
  'XDG_DATA_HOME',
  'NODE_EXTRA_CA_CERTS',
]);

export function engineEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (ALLOWED.has(name) && value !== undefined) allowed[name] = value;
  }
  return allowed;
}
