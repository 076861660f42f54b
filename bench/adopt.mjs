/** Adopts 500 keys and 500 services in three projects, imports them with Terraform, and adopts again after three keys were added. */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { require as requireTypeScript } from 'tsx/cjs/api';
import { access } from './fleet.mjs';
import { ms, mustRun, table } from './measure.mjs';
import { environment, head, terraform, workspace } from './workspace.mjs';

const { Emulator } = createRequire(import.meta.url)('../dist/emulator/index.js');
const cli = join(resolve(fileURLToPath(import.meta.url), '../..'), 'dist', 'cli.js');
// The account that tests use: all clouds, service types and key statuses, and difficult names.
const { accountProject } = requireTypeScript('../test/support/emulator/account.ts', import.meta.url);

const sizes = { 'acme-prod': 167, 'acme-staging': 167, '2024_Test': 166 };
const projects = Object.entries(sizes).map(([name, count], index) => accountProject(index, name, count, count));

export async function benchAdopt() {
  const rows = [];
  const cdktf = ['--format', 'cdktf'];
  const hcl = ['--format', 'hcl', '--provider-name', 'aiven'];
  for (const format of [cdktf, hcl]) {
    for (const options of [[], ['--services']]) rows.push(...(await adoption([...format, ...options])));
  }
  table('Adopting 500 keys and 500 services in 3 projects (target: < 30 s, ≤ 6 requests)', rows);
}

async function adoption(options) {
  const emulator = new Emulator({ checkReferences: false, seed: { projects } });
  await emulator.start();
  const folder = await workspace({ 'versions.tf': head }, access(emulator));
  const args = [cli, 'adopt', ...Object.keys(sizes).flatMap((name) => ['--project', name]), '--out', folder.folder];
  const adopt = async () => (await mustRun(process.execPath, [...args, ...options], settings)).ms;
  const settings = { env: environment({ ...access(emulator), TERRAFORM_BINARY_NAME: terraform }) };
  const rows = [];
  /** Adds a row: the duration of a step, its requests, and the summary of its plan. */
  const step = async (title, run) => {
    emulator.requests.length = 0;
    const time = await run();
    const summary = title.startsWith('plan') ? folder.planSummary() : '';
    rows.push([`${options.join(' ')}: ${title}`, ms(time), `${emulator.requests.length} requests`, summary]);
  };
  try {
    await step('adopt', adopt);
    if (!options.includes('hcl')) return rows;
    await step('plan', folder.plan);
    await step('apply', folder.apply);
    await step('plan again', folder.plan);
    for (const name of Object.keys(sizes)) addKey(emulator.store.project(name).cmks);
    await step('adopt with three more keys', adopt);
    await step('plan with three more keys', folder.plan);
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
