import { join } from 'node:path';
import type { BuildStep } from './build-step.ts';

// The bundler and PGlite are loaded by the steps that use them: a start with nothing stale does not wait for them.

/** What `npm start` in a browser needs: everything else runs from its source. */
export function pageSteps(root: string): BuildStep[] {
  return [
    {
      name: 'page',
      inputs: ['renderer', 'shared', 'scripts/build', 'vite.config.ts'],
      output: 'dist/renderer/index.html',
      async run() {
        const { build } = await import('vite');
        await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
      },
    },
    {
      name: 'template',
      inputs: ['migrations/common', 'migrations/local', 'electron/engine/store'],
      output: 'dist/template/meta.json',
      async run() {
        const { buildTemplate } = await import('../../electron/engine/store/build-template.ts');
        await buildTemplate(join(root, 'dist/template'));
      },
    },
  ];
}

/**
 * What Electron needs beside the page, from a checkout as well as in a package: main, preload, the engine's process and the thread
 * of its store; and the demo's cloud, which main starts itself when somebody whose cloud is connected opens the demo.
 */
export function electronSteps(root: string): BuildStep[] {
  return [
    {
      name: 'electron',
      inputs: ['electron', 'shared', 'cloud/identity', 'scripts/build'],
      output: 'dist/electron/main.js',
      async run() {
        const { bundleForNode } = await import('./node-bundle.ts');
        await bundleForNode(root);
      },
    },
    {
      name: 'demo-cloud',
      inputs: [
        'electron/demo',
        'electron/browser',
        'electron/machine',
        'shared',
        'cloud',
        'migrations',
        'scripts/build',
      ],
      output: 'dist/demo-cloud/electron/demo/cloud-process.js',
      async run() {
        const { transpileDemoCloud } = await import('./node-bundle.ts');
        await transpileDemoCloud(root);
      },
    },
  ];
}
