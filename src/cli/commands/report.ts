/** `aiven-byok report`: which key protects which service, and what is not protected at all. */

import { writeFileSync } from 'node:fs';
import type { AivenClient, AivenError } from '../../client';
import { CliError, UsageError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptionsOfMany } from '../program/options';
import type { Report } from '../report';
import { type Complaint, complaints, countOf, parseComplaints } from '../report/complaint';
import { findProject } from '../session/credentials';
import { withClient } from '../session/session';
import type { Output } from '../terminal/output';

const formats = ['table', 'json', 'csv', 'html'] as const;

interface ReportOptions extends Omit<ConnectionOptions, 'project'> {
  project?: string[];
  format: (typeof formats)[number];
  output?: string;
  failOn?: Complaint[][];
  json?: boolean;
}

export const reportCommand: CommandDefinition<ReportOptions> = {
  name: 'report',
  summary: 'Report which key protects which service, and what is not protected',
  description:
    'Two requests a project, however many services it has, and one for each key that no service shows or that a service ' +
    'shows which is powered off: whether it is held all the same. A service that does not run yet, or was powered off ' +
    'before its key changed, counts as in transition.',
  options: [
    ...connectionOptionsOfMany,
    { flags: '--format <form>', description: 'the form', choices: formats, default: 'table' },
    { flags: '--json', description: 'the same as --format json' },
    { flags: '-o, --output <file>', description: 'write it to a file, - for stdout' },
    {
      flags: '--fail-on <what>',
      description: `end with 3 when there is any (may be repeated, or separated by commas): ${complaints.join(', ')}`,
      repeat: true,
      parse: parseComplaints,
    },
  ],
  json: '`generated_at`, `summary`, and `projects`: each with `project`, `summary`, `cmks` (the fields of `cmks get`, `services`, their number, and `held_by`: `service_name` and `status` of those that hold it and show another) and `services` (the fields of `services list`, and `provider`, `resource`, `key_status`, `default_cmk`, `coverage`). `coverage` is `protected`, `in_transition`, `old_key`, `unknown_key` or `unprotected`; a summary has a number for each of them, and `services`, `on_default_key`, `cmks`, `unused_cmks`, `held_cmks`.',
  exitCodes: { 3: '--fail-on found something' },
  examples: [
    'aiven-byok report',
    'aiven-byok report --format html --output report.html',
    'aiven-byok report --project acme-prod --project acme-staging --fail-on unprotected,old-key --quiet',
  ],
  async run(options, context) {
    const { output } = context;
    const { json, format: named } = options;
    if (json && (named === 'csv' || named === 'html'))
      throw new UsageError(`Give --json or --format ${named}, not both.`);
    const format = json ? 'json' : named;
    const file = options.output === '-' ? undefined : options.output;
    const names = options.project ?? [undefined];
    const projects = [...new Set(names.map((project) => findProject({ project }, context.env)))];
    if (format === 'html' && file === undefined && output.isTerminal) {
      throw new UsageError('A page is no good on a terminal.', 'Give --output FILE, or redirect it into one.');
    }
    const { project: _, ...connection } = options;
    return withClient(connection, context, async (client) => {
      const reports = require('../report') as typeof import('../report');
      const now = new Date(context.clock?.now() ?? Date.now()).toISOString();
      const report: Report = { generatedAt: now, projects: await readProjects(client, projects, context) };
      if (format === 'table' && file === undefined) reports.printReport(report, output);
      else write(format === 'table' ? reports.tableText(report) : reports.renderReport(report, format), file, output);
      return judge(report, options.failOn?.flat() ?? [], output);
    });
  },
};

/** Two requests each, and those for keys that may be held unseen; a few projects at once. */
async function readProjects(client: AivenClient, names: readonly string[], { signal }: CommandContext) {
  const { cmksToAsk, coverProject } = require('../report') as typeof import('../report');
  return Promise.all(
    names.map(async (project) => {
      const lists = [client.cmks.list(project, { signal }), client.services.list(project, { signal })] as const;
      const [cmks, services] = await Promise.all(lists);
      const asked = cmksToAsk(cmks, services).map(
        async ({ cmkId }) => [cmkId, await associationsOf(client, project, cmkId, signal)] as const,
      );
      return coverProject(project, cmks, services, new Map(await Promise.all(asked)));
    }),
  );
}

/** None for a key that somebody has just deleted. */
async function associationsOf(client: AivenClient, project: string, cmkId: string, signal: AbortSignal) {
  try {
    return await client.cmks.associations(project, cmkId, { signal });
  } catch (error) {
    if ((error as Partial<AivenError>).kind === 'notFound') return [];
    throw error;
  }
}

function write(text: string, file: string | undefined, output: Output): void {
  if (file === undefined) {
    output.data(text);
    return;
  }
  try {
    writeFileSync(file, `${text}\n`);
  } catch (reason) {
    throw new CliError(`The report cannot be written to ${file}: ${systemReason(reason)}.`);
  }
  output.note(`Wrote ${file}`);
}

/** 3 when there is something to complain about, or when nobody can tell. */
function judge({ projects }: Report, wanted: readonly Complaint[], output: Output): 0 | 3 {
  const { summarize, cmksWithoutStatus } = require('../report') as typeof import('../report');
  const summary = summarize(projects);
  const found = [...new Set(wanted)].filter((complaint) => countOf(complaint, summary) > 0);
  for (const complaint of found) output.warn(`--fail-on ${complaint}: there are ${countOf(complaint, summary)}.`);
  const untold = wanted.includes('old-key') ? cmksWithoutStatus(projects) : 0;
  if (untold > 0) output.warn(`--fail-on old-key: the API tells no status of ${untold} keys; they may be old.`);
  return found.length > 0 || untold > 0 ? 3 : 0;
}
