/** docs/report.md: its commands work in page order, and it names every format, metric and coverage. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportCommand } from '../../../src/cli/commands/report';
import { fileFormats } from '../../../src/cli/report/formats';
import { coverages } from '../../../src/cli/report/model';
import { coverageNames } from '../../../src/cli/report/words';
import { temporaryFolder } from '../../support/temporary';
import { gcpKey, oneId, project, withScene } from '../scene';

const page = readFileSync(join(__dirname, '../../../docs/report.md'), 'utf8');

/** Every command of the page, also of its workflows. */
const commands = [...page.matchAll(/^ *(?:- run: )?npx aiven-byok (.+)$/gm)].map(([, line = '']) => line.split(' '));

/** Only its exemption is missing a key. */
const services = [
  { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: oneId },
  { service_name: 'sandbox', service_type: 'pg', plan: 'startup-4', cmk_id: null },
];
const cmks = [{ id: oneId, provider: 'gcp' as const, resource: gcpKey }];

test('the commands work in page order, and exit with code 3 for what they check only', async () => {
  const folder = temporaryFolder();
  const before = process.cwd();
  process.chdir(folder);
  try {
    for (const [, name = '', content = ''] of page.matchAll(/<!-- file: (.+) -->\n```json\n([\s\S]*?)```/g)) {
      writeFileSync(name, content);
    }
    await withScene({ seed: { projects: [{ name: project, cmks, services }] } }, async (scene) => {
      for (const argv of commands) {
        const { code, err } = await scene.run(...argv);
        const unprotected =
          argv.includes('--fail-on') && !argv.includes('--exempt') && argv.join().includes('unprotected');
        expect([argv.join(' '), code, err.replace(/^Wrote .*\n/, '')]).toEqual([
          argv.join(' '),
          unprotected ? 3 : 0,
          unprotected ? 'warning: --fail-on unprotected: found 1: "acme-prod/sandbox".\n' : '',
        ]);
      }
    });
    expect(readFileSync('aiven_byok.prom', 'utf8')).toMatch(/# EOF\n$/);
    const metrics = readFileSync('aiven_byok.prom', 'utf8').match(/(?<=# TYPE )\S+/g) ?? [];
    expect(page.match(/(?<=^\| `)aiven_byok_\w+/gm)?.sort()).toEqual([...metrics].sort());
  } finally {
    process.chdir(before);
  }
});

test('names every format, coverage and option', () => {
  for (const format of fileFormats) expect(page).toContain(`\`${format}\``);
  for (const coverage of coverages) expect(page).toContain(`| ${coverageNames[coverage]} |`);
  for (const option of ['--all-projects', '--fail-on', '--exempt', '--baseline']) {
    expect(reportCommand.options.some(({ flags }) => flags.startsWith(option))).toBe(true);
    expect(page).toContain(option);
  }
});
