/**
 * Two concurrent deployments of examples/fleet, and a kill -9 of one Terraform. `FLEET_PROJECTS=10` runs all 20 stacks. Needs psql
 * and a PostgreSQL server, by default at 127.0.0.1:5432 with user "postgres" and no password.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator } from '../../src/emulator';
import { token } from '../support/secrets/secrets';
import { temporaryFolder } from '../support/temporary';
import { CdktfApp } from '../support/terraform/cdktf';
import { type Database, postgresProblem, withDatabase } from '../support/terraform/postgres';
import { TerraformRun } from '../support/terraform/terraform';

const projectCount = process.env.FLEET_PROJECTS ?? '2';
const projects = Array.from({ length: Number(projectCount) }, (_, index) => `acme-${`${index + 1}`.padStart(2, '0')}`);
const problem = postgresProblem();
const whereItCan = problem === undefined ? test : test.skip;
// jest does not print the titles of skipped tests.
if (problem !== undefined) console.warn(`Skipped: ${problem}`);

/** How many stacks one deployment applies at a time. */
const parallelism = 4;

interface Stack {
  readonly name: string;
  readonly tf: TerraformRun;
  readonly applies: ReturnType<TerraformRun['start']>[];
}

whereItCan(
  `examples/fleet: two deployments and a kill -9 leave no key that no plan names (FLEET_PROJECTS=${projectCount})`,
  async () => {
    const emulator = new Emulator({ projects });
    const stacks: Stack[] = [];
    await emulator.start();
    try {
      await withDatabase(async (database) => {
        stacks.push(...(await prepareStacks(database, emulator.url)));
        await checkDeployments(stacks, emulator, database);
      });
    } finally {
      await Promise.all(stacks.map(({ tf }) => tf.stop()));
      await emulator.stop();
    }
  },
);

async function checkDeployments(stacks: readonly Stack[], emulator: Emulator, database: Database): Promise<void> {
  const stalled = stallRegistration(emulator, stacks.length / 2);
  const deployments = Promise.all([deploy(stacks), deploy(stacks)]);
  const victim = await Promise.race([
    stalled.then((name) => stacks.find((stack) => stack.name === name)),
    deployments.then(() => undefined),
  ]);
  if (victim === undefined) throw new Error('no registration was stalled');
  const locked = await victim.tf.plan([], { mayFail: true });
  expect(locked.text).toContain('Error acquiring the state lock');
  (await creatingApply(victim)).child.kill('SIGKILL');
  await deployments;

  for (const { name, applies } of stacks) {
    const ended = await Promise.all(applies.map((apply) => apply.ended));
    const survivors = ended.filter(({ code }) => code === 0);
    const state = database.query(`SELECT data FROM "${name}".states`).join('');
    const ids = registeredIds(emulator, name);
    const unknown = ids.filter((id) => !state.includes(id));
    expect({ name, survivors: survivors.length, keys: ids.length, unknown: unknown.length }).toEqual(
      name === victim.name ? { name, survivors: 1, keys: 2, unknown: 1 } : { name, survivors: 2, keys: 1, unknown: 0 },
    );
    const text = survivors.map((survivor) => survivor.text).join();
    expect(text.match(/Resources: 2 added, 0 changed, 0 destroyed/g)).toHaveLength(1);
    for (const id of unknown) expect(text).toContain(`"${name.slice(0, 'acme-00'.length)}/${id}"`);
  }
  expect(database.countLocks()).toBe(0);
}

/** Synthesizes the example, prepares the database and initializes the stacks. */
async function prepareStacks(database: Database, url: string): Promise<Stack[]> {
  const app = new CdktfApp({ PROVIDER_AIVEN_ENABLE_BETA: '1', FLEET_PROJECTS: projectCount, ...database.env });
  app.copy('examples/fleet', '.');
  database.query(await app.shell('node_modules/.bin/tsx schemas.ts && node_modules/.bin/tsx main.ts'));
  const env = { ...database.env, AIVEN_WEB_URL: url, AIVEN_TOKEN: token, PROVIDER_AIVEN_ENABLE_BETA: '1' };
  const stacks = readdirSync(join(app.folder, 'cdktf.out/stacks')).map((name): Stack => {
    const files = { 'cdk.tf.json': app.read(`cdktf.out/stacks/${name}/cdk.tf.json`) };
    return { name, tf: new TerraformRun(temporaryFolder(), { files, env, install: 'mirror' }), applies: [] };
  });
  await inParallel(stacks, async ({ tf }) => {
    await tf.prepare();
    await tf.init();
  });
  return stacks;
}

/** Leaves one registration without a response, after so many others. Resolves with the name of its stack. */
function stallRegistration(emulator: Emulator, after: number): Promise<string> {
  return new Promise((resolve) => {
    emulator.fail({
      operation: 'CMKCreate',
      after,
      fault: ({ body }) => {
        resolve((body as { resource: string }).resource.split('/').at(-1) ?? '');
        return { kind: 'stall', takesEffect: true };
      },
    });
  });
}

function deploy(stacks: readonly Stack[]): Promise<void> {
  return inParallel(stacks, async ({ tf, applies }) => {
    const apply = tf.start(['apply', '-no-color', '-input=false', '-auto-approve', '-lock-timeout=10m']);
    applies.push(apply);
    await apply.ended;
  });
}

/** The apply of a stack that registers its key. The other one waits for the lock. */
function creatingApply({ applies }: Stack): Promise<Stack['applies'][number]> {
  return Promise.any(
    applies.map(async (apply) => {
      await apply.until('Creating...');
      return apply;
    }),
  );
}

/** The IDs of the keys of a stack that Aiven has. */
function registeredIds(emulator: Emulator, name: string): string[] {
  const cmks = projects.flatMap((project) => [...emulator.store.project(project).cmks.values()]);
  return cmks.filter(({ resource }) => resource.endsWith(`/${name}`)).map(({ id }) => id);
}

async function inParallel(stacks: readonly Stack[], run: (stack: Stack) => Promise<void>): Promise<void> {
  const waiting = [...stacks];
  const worker = async () => {
    for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) await run(stack);
  };
  await Promise.all(Array.from({ length: parallelism }, worker));
}
