import type { Store } from '../store/contract.ts';
import type { CloudClient } from '../sync/cloud-client.ts';

/** What an answer is made from. */
export interface QuestionScope {
  cloud: CloudClient;
  store: Store;
  /** The person has switched this desk off the network: it is not asked then, whatever the network could do. */
  offlineByChoice: () => boolean;
}
