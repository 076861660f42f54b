/** An account of 500 keys and 500 services in three projects: adopted, imported by Terraform, and adopted again after it grew. */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { require as requireTypeScript } from 'tsx/cjs/api';
import { access } from './fleet.mjs';
import { ms, mustRun, table } from './measure.mjs';
import { environment, head, workspace } from './workspace.mjs';

const { Emulator } = createRequire(import.meta.url)('../dist/emulator/index.js');
const cli = join(resolve(fileURLToPath(import.meta.url), '../..'), 'dist', 'cli.js');
// The account of the tests: all clouds and types, keys of all statuses, names that hurt.
const { accountProject } = requireTypeScript('../test/support/emulator/account.ts', import.meta.url);

const sizes = { 'acme-prod': 167, 'acme-staging': 167, '2024_Test': 166 };
const projects = Object.entries(sizes).map(([name, count], index) => accountProject(index, name, count, count));

export async function benchAdopt() {
  const rows = [];
  for (const format of ['cdktf', 'hcl']) {
    for (const more of [[], ['--services']]) rows.push(...(await adoption(['--format', format, ...more])));
  }
  table('Adopting 500 keys and 500 services in 3 projects (to reach: < 30 s, ≤ 6 requests)', rows);
}

async function adoption(words) {
  const emulator = new Emulator({ checkReferences: false, seed: { projects } });
  await emulator.start();
  const folder = await workspace({ 'versions.tf': head }, access(emulator));
  const args = [cli, 'adopt', ...Object.keys(sizes).flatMap((name) => ['--project', name]), '--out', folder.folder];
  const adopt = async () => (await mustRun(process.execPath, [...args, ...words], settings)).ms;
  const settings = { env: environment(access(emulator)) };
  const rows = [];
  /** A row: how long a step took, how much it asked for, and what Terraform said. */
  const step = async (title, run) => {
    emulator.requests.length = 0;
    const time = await run();
    const said = title.startsWith('plan') ? folder.said() : '';
    rows.push([`${words.join(' ')}: ${title}`, ms(time), `${emulator.requests.length} requests`, said]);
  };
  try {
    await step('adopt', adopt);
    if (!words.includes('hcl')) return rows;
    await step('plan', folder.plan);
    await step('apply', folder.apply);
    await step('plan again', folder.plan);
    for (const name of Object.keys(sizes)) addKey(emulator.store.project(name).cmks);
    await step('adopt with three keys more', adopt);
    await step('plan with three keys more', folder.plan);
    return rows;
  } finally {
    folder.remove();
    await emulator.stop();
  }
}

function addKey(cmks) {
  const [[first, cmk]] = cmks;
  const id = first.replace(/^..../, 'ffff');
  const resource = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/new';
  cmks.set(id, { ...cmk, id, provider: 'gcp', resource, default_cmk: false });
}
