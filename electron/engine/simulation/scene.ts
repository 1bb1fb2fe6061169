import { v7 as uuidv7 } from 'uuid';
import { seededRandom } from '../../../cloud/worker/seeded-random.ts';
import type { Schedule } from './actions.ts';
import { Activity } from './activity.ts';
import { Ledger } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { SimulatedCloud } from './simulated-cloud.ts';
import { SimulatedDesk } from './simulated-desk.ts';
import type { PushLog } from './simulated-network.ts';
import { VirtualTime } from './virtual-time.ts';

/** Everything that one schedule plays with. */
export interface Scene {
  schedule: Schedule;
  organization: string;
  cloud: SimulatedCloud;
  desks: SimulatedDesk[];
  time: VirtualTime;
  activity: Activity;
  ledger: Ledger;
  pushes: PushLog;
  /** What the long transaction wrote, counted at its commit. */
  held: { commit(): void } | null;
}

/** Two people share the desks among them, as in life: some edits meet those of the same person on another machine. */
const USERS = ['user_ada', 'user_ben'];

export interface SceneParts {
  cloud: SimulatedCloud;
  machines: Machine[];
  folder: string;
}

/** An organisation of its own with a little content, and desks that have never synced. */
export async function setScene(schedule: Schedule, { cloud, machines, folder }: SceneParts): Promise<Scene> {
  const organization = `org_${uuidv7()}`;
  const time = new VirtualTime();
  const activity = new Activity();
  const pushes: PushLog = [];
  await fill(cloud, organization);
  const shared = {
    ...{ organization, folder, time, activity, cloud, pushes },
    pageRows: schedule.page_rows ?? Number.POSITIVE_INFINITY,
    random: seededRandom(`${schedule.seed} machines`),
  };
  const desks = machines.map((machine, index) => {
    const user = USERS[index % USERS.length] ?? '';
    return new SimulatedDesk({ ...shared, index, user, machine });
  });
  return { schedule, organization, cloud, desks, time, activity, ledger: new Ledger(), pushes, held: null };
}

async function fill({ sql }: SimulatedCloud, organization: string): Promise<void> {
  const project = uuidv7();
  await sql.begin(async (tx) => {
    await tx`insert into organizations (id, organization_id, name, project_limit) values (${organization}, ${organization}, 'Simulated', 1000)`;
    await tx`insert into projects (id, organization_id, title) values (${project}, ${organization}, 'Grid storage')`;
    for (const number of [1, 2]) {
      const episode = uuidv7();
      await tx`insert into episodes (id, organization_id, project_id, sequence_number, title)
        values (${episode}, ${organization}, ${project}, ${number}, ${`Episode ${number}`})`;
      for (const position of TIGHT_POSITIONS) {
        await tx`insert into blocks (id, organization_id, episode_id, position, content)
          values (${uuidv7()}, ${organization}, ${episode}, ${position}, ${TEXT})`;
      }
    }
    await tx`insert into planning_notes (id, organization_id, project_id, author_id, content)
      values (${uuidv7()}, ${organization}, ${project}, 'user_ada', 'More on prices')`;
  });
}

/** Two neighbouring doubles: to put a block between them, others have to move in the same command. */
const TIGHT_POSITIONS = [1, 1 + Number.EPSILON];

const TEXT = [
  'A battery sells the same hour twice and is paid for it once.',
  '',
  'The second sale is a promise to be there when the frequency falls.',
  'Nobody has yet counted how often both came due together.',
  '',
  '- in winter, on still evenings',
  '- in summer, at noon',
].join('\n');
