import { NEEDED_SCHEMA, PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import { askRest, textField } from './ask-rest.ts';
import { type Check, failed, passed } from './contract.ts';

const UPDATE_CLOUD =
  'Whoever runs the cloud has to bring it up to date: `npx supabase db push --remote --workdir dist`, as docs/deploy.md says.';
const UPDATE_APP = 'Update this app. Desks that are not updated go on working, and sync once they are.';

/** PostgREST's "no such function". */
const NO_FUNCTION = 'PGRST202';

/** Both directions: the cloud has to know what this app needs, and has to talk to an app as old as this one. */
export const checkSchema: Check = async (settings, parts) => {
  const answer = await askRest(settings, parts, 'rpc/cloud_version', {});
  if (answer === null) return failed('The cloud stopped answering.', 'Try again.');
  if (textField(answer.json, 'code') === NO_FUNCTION) {
    const empty = await isMissing(settings, parts, 'ensure_membership');
    return empty
      ? failed('The project has none of our tables and functions yet.', UPDATE_CLOUD)
      : failed('The cloud is older than this app.', UPDATE_CLOUD);
  }
  const version = readVersion(answer.json);
  if (version === null) {
    return failed(`The cloud does not say which version it is (HTTP ${answer.status}).`, UPDATE_CLOUD);
  }
  if (version.oldestProtocol > PROTOCOL_VERSION) return failed('The cloud is newer than this app.', UPDATE_APP);
  if (version.schema < NEEDED_SCHEMA) {
    return failed(`The cloud is older than this app (${version.schema}, needed is ${NEEDED_SCHEMA}).`, UPDATE_CLOUD);
  }
  return passed(
    version.schema > NEEDED_SCHEMA ? 'The cloud is newer than this app, and works with it.' : 'The versions fit.',
  );
};

async function isMissing(...[settings, parts, name]: [...Parameters<Check>, string]): Promise<boolean> {
  const answer = await askRest(settings, parts, `rpc/${name}`, {});
  return textField(answer?.json, 'code') === NO_FUNCTION;
}

function readVersion(json: unknown): { schema: number; oldestProtocol: number } | null {
  if (typeof json !== 'object' || json === null || !('schema' in json) || !('oldest_protocol' in json)) return null;
  const { schema, oldest_protocol: oldestProtocol } = json;
  return typeof schema === 'number' && typeof oldestProtocol === 'number' ? { schema, oldestProtocol } : null;
}
