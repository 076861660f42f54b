/** docs/cli.md is up to date, and its examples work. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cliReference } from '../../../src/cli/program/reference';
import { commands } from '../../../src/cli/run';
import { generatedCmkId, type Seed } from '../../../src/emulator';
import { temporaryFolder } from '../../support/temporary';
import { awsKey, gcpKey, oneId, otherId, project, withScene } from '../scene';

test('docs/cli.md is what `npm run generate` writes', () => {
  expect(readFileSync(resolve(__dirname, '../../../docs/cli.md'), 'utf8')).toBe(cliReference(commands));
});

test.each(commands.filter(({ options }) => options.some(({ flags }) => flags.includes('--json'))))(
  'the JSON of $name is documented',
  ({ json }) => expect(json).toMatch(/\.$/),
);

/** The keys and services that the examples name. */
const seed: Seed = {
  projects: [
    'acme-staging',
    {
      name: project,
      cmks: [
        { id: oneId, provider: 'gcp', resource: gcpKey, default_cmk: true },
        { id: otherId, provider: 'aws', resource: awsKey },
        { id: generatedCmkId(project, 0), provider: 'gcp', resource: `${gcpKey}-0` },
      ],
      services: [
        { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: oneId },
        { service_name: 'invoices', service_type: 'pg', plan: 'startup-4', cmk_id: oneId },
      ],
    },
  ],
};

/** Services use the first key in the seed of docs/emulator.md. */
test('no example deletes a key that services use', () => {
  const deleting = commands.filter(({ name }) => name === 'cmks delete').flatMap(({ examples }) => examples);
  expect(deleting.join()).not.toContain(oneId);
});

/** Commands that run until Ctrl-C, or need Terraform or a cloud's command line, have tests of their own. */
const tried = commands.filter(
  ({ name }) =>
    !['emulator', 'preflight', 'provider install', 'provider replace', 'provider build', 'provider package'].includes(
      name,
    ),
);
const examples = tried.flatMap(({ examples }) => examples.map((line) => [line] as const));

test.each(examples)('%s', (line) =>
  withScene({ seed }, async (scene) => {
    const folder = temporaryFolder();
    const words = line.split(' ').slice(1);
    writeFileSync(join(folder, 'exemptions.json'), '[]');
    const files = ['report.html', 'exemptions.json', 'terraform'];
    const argv = words.map((word) => (files.includes(word) ? join(folder, word) : word));
    if (argv[0] === 'adopt' && !argv.includes('--out')) argv.push('--out', folder);
    if (argv[0] === 'init') argv.push('--dir', folder);
    // For commands that ask.
    const { code, err } = await scene.runIn({ isTTY: true, input: 'y\n' }, ...argv);
    expect([code, err.match(/error: .*/g)]).toEqual([line.includes('--fail-on') ? expect.any(Number) : 0, null]);
  }),
);
