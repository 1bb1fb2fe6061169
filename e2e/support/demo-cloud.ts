import { join } from 'node:path';
import { type CloudRecord, readCloudRecord } from '../../electron/demo/cloud-record.ts';

/** How the demo cloud that a desk has started is reached. */
export async function readDemoCloud(data: string): Promise<CloudRecord> {
  const record = await readCloudRecord(join(data, 'demo-cloud'));
  if (record === null) throw new Error(`no demo cloud has been started in ${data}`);
  return record;
}
