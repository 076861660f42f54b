/** `aiven-byok init`: writes a first app, in CDKTF or in HCL. */

import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkCdktfCli } from '../../support/node-version';
import { readText } from '../../support/read-file';
import { systemReason } from '../../support/system-reason';
import { CliError, UsageError } from '../errors/cli-error';
import type { CommandDefinition } from '../program/command';
import { parseProjectName } from '../program/values';
import { cdktfFiles, type Files, type FirstKey, hclFiles } from '../start/files';

interface InitOptions {
  dir: string;
  project?: string;
  resource?: string;
  hcl?: boolean;
}

/** Stands in for what the user did not name. */
const example = {
  project: 'acme-prod',
  resource: 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
};

/** The user may already have this file, which then stays as it is. */
const optional = '.gitignore';

/** The files of a first app, in either language. A folder that has one already contains an app. */
const appFiles = ['main.ts', 'cdktf.json', 'main.tf'];

export const initCommand: CommandDefinition<InitOptions> = {
  name: 'init',
  summary: 'Write a first app: one key, as a CDKTF app or as HCL',
  description:
    'Writes main.ts, cdktf.json and .gitignore, or with --hcl main.tf and .gitignore. It replaces no file: if main.ts, ' +
    'cdktf.json or main.tf exists, it writes nothing. An existing .gitignore stays as it is, and the command names the ' +
    'lines that it lacks.',
  options: [
    { flags: '--dir <folder>', description: 'write into this folder, which must exist', default: '.' },
    {
      flags: '--project <name>',
      description: 'Aiven project of the key (default: an example)',
      parse: parseProjectName,
    },
    { flags: '--resource <reference>', description: 'key reference, such as an ARN (default: an example)' },
    { flags: '--hcl', description: 'write HCL for plain Terraform or OpenTofu' },
  ],
  examples: ['aiven-byok init', `aiven-byok init --hcl --project ${example.project} --resource ${example.resource}`],
  async run({ dir, project, resource, hcl = false }, { output }) {
    const folder = resolve(dir);
    const key = { project: project ?? example.project, resource: resource ?? example.resource };
    const files = filesFor(key, hcl);
    const [main, ...others] = writeNew(folder, files);
    output.note(`Wrote ${[main, ...others].join(', ')} in "${folder}".`);
    const missing = others.includes(optional) ? [] : missingLines(join(folder, optional), files[optional] ?? '');
    if (missing.length > 0) output.warn(`Add these lines to "${join(folder, optional)}": ${missing.join(' ')}`);
    if (project === undefined || resource === undefined) {
      output.warn(`The project or the key in ${main} is an example. Replace it with yours before you deploy.`);
    }
    const problem = hcl ? undefined : checkCdktfCli();
    if (problem !== undefined) output.warn(problem);
    output.note('');
    for (const line of hcl ? hclSteps : cdktfSteps) output.note(line);
    return 0;
  },
};

const token = 'export AIVEN_TOKEN=...              # Aiven Console: User information > Tokens';
const cdktfSteps = [
  'Next:',
  '  npm install aiven-byok cdktf cdktf-cli constructs tsx   # if they are not installed yet',
  `  ${token}`,
  '  npx cdktf deploy',
];
const hclSteps = ['Next:', '  npx aiven-byok provider install', `  ${token}`, '  terraform init && terraform apply'];

function filesFor(key: FirstKey, hcl: boolean): Files {
  try {
    return hcl ? hclFiles(key) : cdktfFiles(key);
  } catch (error) {
    throw new UsageError(`Invalid --resource: ${(error as Error).message}`);
  }
}

/** The lines of `wanted` that a file lacks. */
function missingLines(file: string, wanted: string): string[] {
  let found: string[];
  try {
    found = readText(file).split(/\s*\n/);
  } catch {
    // Unreadable, or a dangling symbolic link.
    found = [];
  }
  return wanted.split('\n').filter((line) => line !== '' && !found.includes(line));
}

/** Writes all files or, if the folder already contains an app, none. @returns their names */
function writeNew(folder: string, files: Files): string[] {
  const exists = (name: string) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
  const existing = appFiles.find(exists);
  if (existing !== undefined) throw alreadyExists(join(folder, existing));
  const names = Object.keys(files).filter((name) => name !== optional || !exists(name));
  const written: string[] = [];
  try {
    for (const name of names) {
      writeFileSync(join(folder, name), files[name] ?? '', { flag: 'wx' });
      written.push(name);
    }
    return written;
  } catch (error) {
    for (const name of written) rmSync(join(folder, name), { force: true });
    const failed = join(folder, names[written.length] ?? '');
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyExists(failed);
    throw new CliError(`Cannot write "${failed}": ${systemReason(error)}.`, 'Choose a writable folder with --dir.', 1, {
      cause: error,
    });
  }
}

function alreadyExists(file: string): CliError {
  return new CliError(`"${file}" already exists; nothing was written.`, 'Choose an empty folder with --dir.');
}
