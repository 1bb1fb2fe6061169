/** `node run-step.ts <root> <name>`: one step of the build, as a process of its own (see run-apart.ts). */
import { electronSteps, pageSteps } from './steps.ts';

const [root = '', name = ''] = process.argv.slice(2);
const step = [...pageSteps(root), ...electronSteps(root)].find((one) => one.name === name);
if (step === undefined) throw new TypeError(`there is no step "${name}"`);
await step.run();
