/** An account of 500 keys and 500 services in three projects: adopted, then imported by Terraform. */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { access } from './fleet.mjs';
import { ms, mustRun, table } from './measure.mjs';
import { environment, head, workspace } from './workspace.mjs';

const { Emulator, generatedCmkId } = createRequire(import.meta.url)('../dist/emulator/index.js');
const cli = join(resolve(fileURLToPath(import.meta.url), '../..'), 'dist', 'cli.js');

const types = ['pg', 'kafka', 'mysql', 'opensearch', 'valkey', 'clickhouse', 'grafana'];
const sizes = { 'acme-prod': 167, 'acme-staging': 167, 'acme-test': 166 };
const projects = Object.entries(sizes).map(([name, count]) => ({
  name,
  cmks: Array.from({ length: count }, (_, index) => ({
    id: generatedCmkId(name, index),
    provider: 'gcp',
    resource: `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/key-${index}`,
    default_cmk: index === 0,
  })),
  services: Array.from({ length: count }, (_, index) => ({
    service_name: `${types[index % types.length]}-${index}`,
    service_type: types[index % types.length],
    plan: 'startup-4',
    cmk_id: generatedCmkId(name, index),
  })),
}));

export async function benchAdopt() {
  const emulator = new Emulator({ seed: { projects } });
  await emulator.start();
  const all = projects.flatMap(({ name }) => ['--project', name]);
  const rows = [];
  try {
    for (const [title, words] of [
      ['keys and bindings, constructs', ['--format', 'cdktf']],
      ['keys and services, constructs', ['--format', 'cdktf', '--services']],
      ['keys and bindings, HCL', ['--format', 'hcl']],
      ['keys and services, HCL', ['--format', 'hcl', '--services']],
    ]) {
      const folder = await workspace({ 'versions.tf': head }, access(emulator));
      try {
        emulator.requests.length = 0;
        const args = [cli, 'adopt', ...all, '--out', folder.folder, ...words];
        const adopted = await mustRun(process.execPath, args, { env: environment(access(emulator)) });
        const cells = [ms(adopted.ms), `${emulator.requests.length} requests`];
        if (words.includes('hcl')) {
          emulator.requests.length = 0;
          cells.push(`plan of the imports ${ms(await folder.plan())}, ${emulator.requests.length} requests`);
          cells.push(`apply ${ms(await folder.apply())}`, `plan again ${ms(await folder.plan())}`);
        }
        rows.push([title, ...cells]);
      } finally {
        folder.remove();
      }
    }
  } finally {
    await emulator.stop();
  }
  table('Adopting 500 keys and 500 services in 3 projects (to reach: < 30 s, ≤ 6 requests)', rows);
}
