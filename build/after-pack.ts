/** What electron-builder runs once the files of the app lie together, before fuses, signature and installers. */
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { makeTemplateWhole } from './whole-template.ts';

export async function afterPack({ appOutDir, packager }: AfterPackContext): Promise<void> {
  const resources = packager.getResourcesDir(appOutDir);
  await makeTemplateWhole(join(import.meta.dirname, '../dist/template'), join(resources, 'template'));
}
