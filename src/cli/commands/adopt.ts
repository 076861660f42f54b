/** `aiven-byok adopt`: code and imports for what is at Aiven already, so that the next plan has nothing to change. */

import { join } from 'node:path';
import { isSwitchedOn } from '../../aiven';
import type { AivenClient } from '../../client';
import type { Adoption, CodeFormat, FoundProject, Managed, Surroundings, Vanished, Wanted } from '../adopt';
import type { ExitCode } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptionsOfMany } from '../program/options';
import { findProject } from '../session/credentials';
import { withClient } from '../session/session';
import type { Output } from '../terminal/output';

interface AdoptOptions extends Omit<ConnectionOptions, 'project'> {
  project?: string[];
  keys?: boolean;
  bindings?: boolean;
  services?: boolean;
  out: string;
  format: 'cdktf' | 'hcl';
  state?: string[];
  dryRun?: boolean;
}

export const adoptCommand: CommandDefinition<AdoptOptions> = {
  name: 'adopt',
  summary: 'Write code and imports for the keys and services that are there already',
  description:
    'Writes one file, after which "cdktf diff" or "terraform plan" says: only imports, nothing to add, change or destroy. ' +
    'Run again, it adds what is new and says what vanished; nothing that stands in the file is changed. ' +
    'Two requests a project; nothing is written to Aiven, and no secret to the file. ' +
    'Ends with 3 when something that stands in the file has vanished.',
  options: [
    ...connectionOptionsOfMany,
    { flags: '--keys', description: 'keys only (default: keys and bindings)' },
    { flags: '--bindings', description: 'only which service is under which key' },
    { flags: '--services', description: 'services as a whole, in place of their bindings' },
    { flags: '--out <folder>', description: 'the folder to write to', default: '.' },
    {
      flags: '--format <language>',
      description: 'constructs in TypeScript, or HCL',
      choices: ['cdktf', 'hcl'],
      default: 'cdktf',
    },
    {
      flags: '--state <file>',
      description: 'a Terraform state file: what it manages is left out (may be repeated)',
      repeat: true,
    },
    { flags: '--dry-run', description: 'print the file, and write nothing' },
  ],
  examples: [
    'aiven-byok adopt --project acme-prod',
    'aiven-byok adopt --project acme-prod --project acme-staging --services --format hcl --out terraform',
    'aiven-byok adopt --project acme-prod --keys --dry-run',
  ],
  async run(options, context) {
    const names = options.project ?? [undefined];
    const projects = [...new Set(names.map((project) => findProject({ project }, context.env)))];
    const { project: _, ...connection } = options;
    return withClient(connection, context, (client) => adopt(client, projects, options, context));
  },
};

async function adopt(
  client: AivenClient,
  projects: readonly string[],
  options: AdoptOptions,
  { env, output, signal }: CommandContext,
): Promise<ExitCode> {
  const code = require('../adopt') as typeof import('../adopt');
  const format: CodeFormat = options.format === 'hcl' ? code.hclFormat : code.typescriptFormat;
  const path = join(options.out, format.fileName);
  const before = code.readOwnFile(options.out, format);
  const surroundings = code.lookAround(options.out, format);
  format.check(before, surroundings);
  const written = format.read(before ?? '');
  const neighbours = format === code.hclFormat ? surroundings.neighbours.map(code.writtenIn) : [];
  const managed = together([written, ...neighbours, ...(options.state ?? []).map(code.readState)]);
  const wanted = wantedBy(options);
  const { found, failed } = await readProjects(client, projects, wanted, output, signal);
  for (const { project, cmks } of found) {
    for (const part of [written, ...neighbours]) code.identifyKeys(part, { project, there: code.keysOf(cmks) });
  }

  const adoptions = found.map((project) => code.findNew(project, wanted, managed));
  const vanished = found.map((project) => code.findVanished(project, written));
  for (const [index, adoption] of adoptions.entries()) tellWhat(adoption, vanished[index] ?? [], path, output);
  const news = adoptions.filter((adoption) => !code.isEmpty(adoption));
  if (news.length > 0) {
    const text = code.addTo(format, before, news, surroundings);
    signal.throwIfAborted();
    if (options.dryRun) output.data(text.trimEnd());
    else code.replaceFile(path, text, before);
    tellNext(
      news,
      { path, format, surroundings, isNew: before === undefined, dryRun: options.dryRun === true },
      env,
      output,
    );
  }
  tellLeftOut(adoptions, output);
  for (const { project, reason } of failed) {
    output.error(reason);
    output.note(`Nothing of ${project} was adopted.`);
  }
  if (failed.length > 0) return 1;
  return vanished.some((list) => list.length > 0) ? 3 : 0;
}

function wantedBy({ keys, bindings, services }: AdoptOptions): Wanted {
  const isLimited = keys === true || bindings === true;
  return { keys: !isLimited || keys === true, bindings: !isLimited || bindings === true, services: services === true };
}

function together(parts: readonly Managed[]): Managed {
  return {
    keys: { has: (id) => parts.some(({ keys }) => keys.has(id)) },
    services: { has: (id) => parts.some(({ services }) => services.has(id)) },
    bindings: { has: (id) => parts.some(({ bindings }) => bindings.has(id)) },
  };
}

interface Findings {
  found: FoundProject[];
  failed: { project: string; reason: unknown }[];
}

/** One or two requests each, a few projects at once. A project that cannot be read does not keep the others from it. */
async function readProjects(
  client: AivenClient,
  projects: readonly string[],
  { bindings, services }: Wanted,
  output: Output,
  signal: AbortSignal,
): Promise<Findings> {
  let done = 0;
  const outcomes = await Promise.allSettled(
    projects.map(async (project): Promise<FoundProject> => {
      const cmks = client.cmks.list(project, { signal });
      const list =
        bindings || services
          ? client.services.list(project, { signal, includeSecrets: false })
          : Promise.resolve(undefined);
      // Neither is left behind when the other fails.
      await Promise.allSettled([cmks, list]);
      const found = { project, cmks: await cmks, services: await list };
      done += 1;
      output.progress(`Read ${done} of ${projects.length} projects …`);
      return found;
    }),
  );
  signal.throwIfAborted();
  const findings: Findings = { found: [], failed: [] };
  for (const [index, outcome] of outcomes.entries()) {
    const project = projects[index] as string;
    if (outcome.status === 'fulfilled') findings.found.push(outcome.value);
    else findings.failed.push({ project, reason: outcome.reason });
  }
  return findings;
}

function tellWhat(adoption: Adoption, vanished: readonly Vanished[], path: string, output: Output): void {
  const { project, keys, bindings, services, bound, leftOut } = adoption;
  const counts = [count(keys.length, 'key'), count(bindings.length, 'binding'), count(services.length, 'service')];
  const words = counts.filter((part) => part !== undefined).join(', ');
  output.note(`${project}: ${words === '' ? 'nothing new' : words}`);
  for (const { what, reason } of leftOut) output.warn(`${project}: ${what} is left out. ${reason}`);
  if (bound.length > 0) {
    const [are, their] = bound.length === 1 ? ['is', 'its binding'] : ['are', 'their bindings'];
    output.warn(
      `${project}: ${count(bound.length, 'service')} ${are} bound already and not taken whole: for that, take ${their} out of the code and, with "terraform state rm", out of the state, and run this again.`,
    );
  }
  for (const { what, next } of vanished) {
    output.warn(
      `${what} stands in ${path} and is no longer at Aiven: the next apply would ${next}, unless you take it out there.`,
    );
  }
}

function tellLeftOut(adoptions: readonly Adoption[], output: Output): void {
  const kinds = adoptions.flatMap(({ leftOut }) => leftOut.map(({ kind }) => kind));
  const counts = (['key', 'service'] as const).map((noun) => count(kinds.filter((kind) => kind === noun).length, noun));
  const words = counts.filter((part) => part !== undefined).join(', ');
  if (words !== '') output.note(`left out: ${words}`);
}

function count(number: number, noun: string): string | undefined {
  if (number === 0) return undefined;
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

interface Outcome {
  path: string;
  format: CodeFormat;
  surroundings: Surroundings;
  isNew: boolean;
  dryRun: boolean;
}

function tellNext(
  news: readonly Adoption[],
  { path, format, surroundings, isNew, dryRun }: Outcome,
  env: CommandContext['env'],
  output: Output,
): void {
  output.note(dryRun ? `Would write ${path}` : `Wrote ${path}`);
  if (dryRun) return;
  const lines = format.nextLines(surroundings);
  if (isNew && lines.length > 0) {
    output.note('Put this into main.ts, with the stack that has an AivenProvider:');
    output.data(lines.join('\n'));
  }
  if (news.some(({ keys }) => keys.length > 0) && !isSwitchedOn(env.PROVIDER_AIVEN_ENABLE_BETA)) {
    output.note('The resource aiven_cmk is in beta: export PROVIDER_AIVEN_ENABLE_BETA=1');
  }
  output.note(`Then "${format.fileName.endsWith('.ts') ? 'cdktf diff' : 'terraform plan'}" shows the imports.`);
}
