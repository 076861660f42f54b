/** `aiven-byok report`: which key encrypts which service, and which services have none of your keys. */

import type { AivenClient } from '../../client';
import { listBounded, quote } from '../../support/quote';
import { systemReason } from '../../support/system-reason';
import { CliError, UsageError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptionsOfMany } from '../program/options';
import type { Report } from '../report';
import { type Complaint, complaints, parseComplaints, withoutRepeats } from '../report/complaint';
import { fileFormats } from '../report/formats';
import { findProject, findUrl } from '../session/credentials';
import { withClient } from '../session/session';
import type { Output } from '../terminal/output';

const formats = ['table', ...fileFormats] as const;

interface ReportOptions extends Omit<ConnectionOptions, 'project'> {
  project?: string[];
  allProjects?: boolean;
  format: (typeof formats)[number];
  out?: string;
  failOn?: Complaint[][];
  exempt?: string;
  baseline?: string;
  json?: boolean;
}

export const reportCommand: CommandDefinition<ReportOptions> = {
  name: 'report',
  summary: 'Report which key encrypts each service, and what is not encrypted with your keys',
  description:
    'Sends two requests per project, and one per key. A service counts as protected if it runs, or is powered off, and its key ' +
    'lists it as active; until then it is in transition. The age of a key is that of its registration in Aiven: registering the ' +
    'same KMS key again resets it. docs/report.md says when to use which format.',
  options: [
    ...connectionOptionsOfMany,
    {
      flags: '--all-projects',
      description: 'all projects that the token may see; exits with code 3 if it may not read one of them',
    },
    { flags: '--format <format>', description: 'output format', choices: formats, default: 'table' },
    { flags: '--json', description: 'same as --format json' },
    { flags: '-o, --out <file>', description: 'write to this file, "-" for stdout' },
    {
      flags: '--fail-on <problem>',
      description: `exit with code 3 if there is any; comma-separated, may be repeated: ${complaints.join(', ')}. Also selects the failures of junit and the results of sarif (their default: unprotected, unknown-key, old-key)`,
      repeat: true,
      parse: parseComplaints,
    },
    {
      flags: '--exempt <file>',
      description:
        'JSON array of services that may be unprotected: [{"service": "PROJECT/SERVICE", "reason": "…", "expires": "2027-03-31"}]. Entries for projects that the report does not have are ignored. Exits with code 3 if one of them has expired and its service is unprotected',
    },
    {
      flags: '--baseline <file>',
      description:
        'an earlier report in the format json: table, json and html show what has changed since; for --fail-on worse',
    },
  ],
  json: '`generated_at`, `api_host`, `summary`, `projects`, `unread_projects` and `baseline`. Each project has `project`, `byok_enabled` (false: it cannot have keys), `summary`, `cmks` (the fields of `cmks get`; `age_days`, whole days since the registration, or null; `services`, the number of services with this key; and `held_by`, `service_name`, `status` and `state` of services that still use it but have another key; `superseded_by`, the ID of the later key as in `cmks list`; and `keep_kms_key`, how long the KMS key must stay enabled) and `services` (the fields of `services list`, and `provider`, `resource`, `key_status`, `default_cmk`, `coverage` and `exemption`: null, or `reason`, `expires` and `expired`). `coverage` is `protected`, `in_transition`, `old_key`, `unknown_key` or `unprotected`; a summary has the number of each of them, and of `services`, `exempt` (those of the unprotected with an exemption that has not expired), `on_default_key`, `cmks`, `unused_cmks` and `held_cmks`. `unread_projects` has the `project` and `reason` of each project that `--all-projects` could not read. `baseline` is null, or `generated_at` and `changes`: each with `kind`, `project`, `service_name`, `cmk_id` and `resource` (of a new or removed key), `before` and `after` (`coverage` and `cmk_id` of the service), and `worse`. `kind` is `lost_protection` (was protected), `gained_protection` (is protected now), `coverage_changed`, `moved_key`, `new_service`, `removed_service`, `new_key`, `removed_key`, `new_project` (not in the baseline) or `removed_project`. A new or removed project is one change.',
  exitCodes: { 3: '--fail-on found a problem, an exemption has expired, or --all-projects could not read a project' },
  examples: [
    'aiven-byok report',
    'aiven-byok report --all-projects --format html --out report.html',
    'aiven-byok report --project acme-prod --project acme-staging --fail-on unprotected,old-key --quiet',
    'aiven-byok report --exempt exemptions.json --fail-on unprotected,older-than=365d',
  ],
  async run(options, context) {
    const { output } = context;
    const file = options.out === '-' ? undefined : options.out;
    const wanted = withoutRepeats(options.failOn?.flat() ?? []);
    const format = checkOptions(options, wanted, output);
    const { project: names = [undefined], allProjects = false, ...connection } = options;
    const given = allProjects ? 'all' : [...new Set(names.map((project) => findProject({ project }, context.env)))];
    return withClient(connection, context, async (client, signal) => {
      const reports = require('../report') as typeof import('../report');
      const report = await makeReport(client, given, options, { ...context, signal });
      if (format === 'table' && file === undefined) reports.printReport(report, output);
      else {
        const text = format === 'table' ? reports.tableText(report) : reports.renderReport(report, format, wanted);
        write(text, file, output);
      }
      return reports.judge(report, wanted, output);
    });
  },
};

/** @returns the format @throws UsageError for options that do not fit together */
function checkOptions(options: ReportOptions, wanted: readonly Complaint[], output: Output): ReportOptions['format'] {
  const { json, format: named, allProjects, project, baseline } = options;
  if (json && named !== 'table' && named !== 'json') {
    throw new UsageError(`Pass either --json or --format ${named}, not both.`);
  }
  if (allProjects && project !== undefined) throw new UsageError('Pass either --all-projects or --project, not both.');
  if (baseline === undefined && wanted.some(({ name }) => name === 'worse')) {
    throw new UsageError('--fail-on worse needs --baseline.', 'Pass an earlier report in the format json.');
  }
  const format = json ? 'json' : named;
  const showsChanges = format === 'table' || format === 'json' || format === 'html';
  if (baseline !== undefined && !showsChanges && wanted.every(({ name }) => name !== 'worse')) {
    throw new UsageError(
      `--format ${format} shows no changes, so --baseline has no effect.`,
      'Pass --fail-on worse, use the format table, json or html, or omit --baseline.',
    );
  }
  const toTerminal = output.isTerminal && (options.out === undefined || options.out === '-');
  if (format === 'html' && toTerminal) {
    throw new UsageError('Refusing to print HTML to a terminal.', 'Pass --out FILE, or redirect stdout to a file.');
  }
  return format;
}

async function makeReport(
  client: AivenClient,
  given: readonly string[] | 'all',
  { exempt, baseline: baselineFile, url }: ReportOptions,
  { clock, signal, output, env }: CommandContext,
): Promise<Report> {
  const reports = require('../report') as typeof import('../report');
  const generatedAt = new Date(clock?.wallTime() ?? Date.now()).toISOString();
  const exemptions = exempt === undefined ? new Map() : reports.readExemptions(exempt, generatedAt);
  const apiHost = new URL(findUrl({ url }, env)).host;
  const { baseline, warning } =
    baselineFile === undefined
      ? { baseline: null, warning: null }
      : reports.readBaseline(baselineFile, { generatedAt, apiHost });
  if (warning !== null) output.warn(warning);
  const options = { generatedAt, exemptions, signal };
  const read =
    given === 'all' ? reports.readAllProjects(client, options) : reports.readGivenProjects(client, given, options);
  const { projects, unread } = await read;
  const withoutByok = projects.filter((one) => one.withoutByok).map(({ project }) => quote(project));
  const unreadNames = unread.map(({ project }) => project);
  if (withoutByok.length > 0) {
    output.warn(`BYOK is not enabled in ${listBounded(withoutByok)}: no service there can be protected.`);
  }
  const all = given === 'all';
  for (const line of reports.unusedExemptions(exemptions, projects, { unread: unreadNames, all })) output.warn(line);
  if (projects.length + unread.length === 0) throw new CliError('The owner of the token has no projects.');
  return {
    generatedAt,
    apiHost,
    projects,
    unread,
    baselineAt: baseline?.generated_at ?? null,
    changes: baseline && reports.compareWithBaseline(baseline, projects, unreadNames),
  };
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
