import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a step of the build in a process of its own. Making the template takes a gigabyte, which WebAssembly gives back only when
 * its process ends, and `npm start` stays open for a day. Always for production: a test runner's NODE_ENV would put React's
 * development build into the page, several times slower, which the next start would find fresh.
 */
export async function runApart(root: string, name: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-step.ts'), root, name], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The step "${name}" of the build ended with ${code ?? signal}.`);
}
