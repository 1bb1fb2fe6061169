import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import { askRest, textField } from './ask-rest.ts';
import { type Check, failed, passed } from './contract.ts';

/** Tables that no desk keeps and nobody anonymous may read either. */
const OTHERS = ['audit_log', 'token_usage', 'block_versions', 'app_settings'];

const ADVICE =
  'Stop here: whoever knows the address reads this too. Bring the migrations up to date, and look for policies or grants that were added by hand.';

/** Anonymous callers, who hold the publishable key as everybody does, must see nothing, and may call nothing that acts. */
export const checkRowLevelSecurity: Check = async (settings, parts) => {
  const seen: string[] = [];
  for (const table of [...SYNCED_TABLES, ...OTHERS]) {
    const answer = await askRest(settings, parts, `${table}?select=*&limit=1`);
    if (answer === null) return failed('The cloud stopped answering.', 'Try again.');
    if (Array.isArray(answer.json) && answer.json.length > 0) seen.push(table);
  }
  if (seen.length > 0) return failed(`Anybody can read: ${seen.join(', ')}.`, ADVICE);
  const pull = await askRest(settings, parts, 'rpc/sync_pull', {});
  if (pull === null) return failed('The cloud stopped answering.', 'Try again.');
  if (pull.status < 400) return failed('Anybody can call sync_pull.', ADVICE);
  return textField(pull.json, 'code') === ''
    ? failed(`It cannot be told who may call sync_pull (HTTP ${pull.status}).`, 'Try again.')
    : passed('Without a sign-in nothing can be read.');
};
