/** `aiven-byok report`: which key encrypts which service, and which services have none of your keys. */

import type { AivenClient } from '../../client';
import { CliError, UsageError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptionsOfMany } from '../program/options';
import type { Report } from '../report';
import { type Complaint, complaints, countOf, parseComplaints } from '../report/complaint';
import { findProject } from '../session/credentials';
import { withClient } from '../session/session';
import type { Output } from '../terminal/output';
import { count } from '../terminal/text';

const formats = ['table', 'json', 'csv', 'html'] as const;

interface ReportOptions extends Omit<ConnectionOptions, 'project'> {
  project?: string[];
  format: (typeof formats)[number];
  out?: string;
  failOn?: Complaint[][];
  json?: boolean;
}

export const reportCommand: CommandDefinition<ReportOptions> = {
  name: 'report',
  summary: 'Report which key encrypts each service, and what is not encrypted with your keys',
  description:
    'Sends two requests per project, and one per key. A service counts as protected if it runs, or is powered off, and its key ' +
    'lists it as active; until then it is in transition.',
  options: [
    ...connectionOptionsOfMany,
    { flags: '--format <format>', description: 'output format', choices: formats, default: 'table' },
    { flags: '--json', description: 'same as --format json' },
    { flags: '-o, --out <file>', description: 'write to this file, "-" for stdout' },
    {
      flags: '--fail-on <problem>',
      description: `exit with code 3 if there is any; comma-separated, may be repeated: ${complaints.join(', ')}`,
      repeat: true,
      parse: parseComplaints,
    },
  ],
  json: '`generated_at`, `summary`, and `projects`: each with `project`, `summary`, `cmks` (the fields of `cmks get`; `services`, the number of services with this key; and `held_by`, `service_name`, `status` and `state` of services that still use it but have another key; `superseded_by`, the ID of the later key as in `cmks list`; and `keep_kms_key`, how long the KMS key must stay enabled) and `services` (the fields of `services list`, and `provider`, `resource`, `key_status`, `default_cmk` and `coverage`). `coverage` is `protected`, `in_transition`, `old_key`, `unknown_key` or `unprotected`; a summary has the number of each of them, and of `services`, `on_default_key`, `cmks`, `unused_cmks` and `held_cmks`.',
  exitCodes: { 3: '--fail-on found a problem' },
  examples: [
    'aiven-byok report',
    'aiven-byok report --format html --out report.html',
    'aiven-byok report --project acme-prod --project acme-staging --fail-on unprotected,old-key --quiet',
  ],
  async run(options, context) {
    const { output } = context;
    const { json, format: named } = options;
    if (json && (named === 'csv' || named === 'html')) {
      throw new UsageError(`Pass either --json or --format ${named}, not both.`);
    }
    const format = json ? 'json' : named;
    const file = options.out === '-' ? undefined : options.out;
    const names = options.project ?? [undefined];
    const projects = [...new Set(names.map((project) => findProject({ project }, context.env)))];
    if (format === 'html' && file === undefined && output.isTerminal) {
      throw new UsageError('Refusing to print HTML to a terminal.', 'Pass --out FILE, or redirect stdout to a file.');
    }
    const { project: _, ...connection } = options;
    return withClient(connection, context, async (client) => {
      const reports = require('../report') as typeof import('../report');
      const now = new Date(context.clock?.wallTime() ?? Date.now()).toISOString();
      const report: Report = {
        generatedAt: now,
        projects: await readProjects(client, projects, now, context),
        unread: [],
        baselineAt: null,
        changes: null,
      };
      if (format === 'table' && file === undefined) reports.printReport(report, output);
      else write(format === 'table' ? reports.tableText(report) : reports.renderReport(report, format), file, output);
      return judge(report, options.failOn?.flat() ?? [], output);
    });
  },
};

/** Reads all projects concurrently. */
async function readProjects(client: AivenClient, names: readonly string[], now: string, { signal }: CommandContext) {
  const { nullIfMissing } = require('../../client') as typeof import('../../client');
  const { coverProject } = require('../report') as typeof import('../report');
  return Promise.all(
    names.map(async (project) => {
      const lists = [client.cmks.list(project, { signal }), client.services.list(project, { signal })] as const;
      const [cmks, services] = await Promise.all(lists);
      const asked = cmks
        .filter(({ status }) => status !== 'deleted')
        .map(
          // A key may be deleted in the meantime.
          async ({ cmkId }) =>
            [cmkId, (await nullIfMissing(client.cmks.associations(project, cmkId, { signal }))) ?? []] as const,
        );
      const associations = new Map(await Promise.all(asked));
      return coverProject(project, { cmks, services, associations }, now, new Map());
    }),
  );
}

function write(text: string, file: string | undefined, output: Output): void {
  if (file === undefined) {
    output.data(text);
    return;
  }
  // Loaded here so that the help starts faster.
  const { writeFileAtomically } = require('../../support/atomic-file') as typeof import('../../support/atomic-file');
  try {
    writeFileAtomically(file, `${text}\n`);
  } catch (error) {
    throw new CliError(`Cannot write the report to "${file}": ${systemReason(error)}.`);
  }
  output.note(`Wrote ${file}`);
}

/** The exit code: 3 if there is a problem, or if the API does not say whether there is one. */
function judge({ projects }: Report, wanted: readonly Complaint[], output: Output): 0 | 3 {
  const { summarize, cmksWithoutStatus } = require('../report') as typeof import('../report');
  const summary = summarize(projects);
  const found = [...new Set(wanted)].filter((complaint) => countOf(complaint, summary) > 0);
  for (const complaint of found) output.warn(`--fail-on ${complaint}: found ${countOf(complaint, summary)}.`);
  const unknown = wanted.includes('old-key') ? cmksWithoutStatus(projects) : 0;
  if (unknown > 0) {
    output.warn(`--fail-on old-key: the API returns no status for ${count(unknown, 'key')}, which may be old.`);
  }
  return found.length > 0 || unknown > 0 ? 3 : 0;
}
