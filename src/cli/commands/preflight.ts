/** `aiven-byok preflight`: says why Aiven would refuse a key, before it is registered. */

import {
  type Cloud,
  checkAzurePrincipalId,
  checkKeyReference,
  checkOciEndpoint,
  checkOciTenancy,
  checkOneOfEachKind,
  cloudOfDocument,
  cloudOfReference,
  formatShellCommand,
  isAwsAlias,
  judgeKey,
  type PreflightDocument,
  type PreflightFinding,
  type ReadStep,
  readDocument,
  readSteps,
  type Severity,
  toAccessors,
} from '../../aiven';
import { readText } from '../../support/read-file';
import { systemReason } from '../../support/system-reason';
import { CliError, UsageError } from '../errors/cli-error';
import { fetchDocuments } from '../preflight/fetch';
import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionArguments, connectionOptions, jsonOption } from '../program/options';
import { type Session, withProject } from '../session/session';
import { count } from '../terminal/text';
import { printFinding } from '../views/finding-view';

interface PreflightOptions extends ConnectionOptions {
  resource?: string;
  document?: string[];
  fetch?: boolean;
  servicesCloud?: string[];
  tenancy?: string;
  endpoint?: string;
  principalId?: string;
  managedHsm?: boolean;
  json?: boolean;
}

const labels: Readonly<Record<Severity, { label: string; style: 'red' | 'yellow' | 'dim' }>> = {
  error: { label: 'error', style: 'red' },
  not_judged: { label: 'not judged', style: 'yellow' },
  warning: { label: 'warning', style: 'yellow' },
  info: { label: 'info', style: 'dim' },
};

export const preflightCommand: CommandDefinition<PreflightOptions> = {
  name: 'preflight',
  summary: 'Find out why Aiven would refuse a key, before you register it',
  description:
    "Reads what your cloud's command line prints about the key, and Aiven's accessors. Changes nothing. " +
    'What the documents do not show is reported as not judged. docs/preflight.md lists every finding.',
  options: [
    ...connectionOptions,
    {
      flags: '--resource <reference>',
      description: 'key reference, such as an ARN, as you would register it',
    },
    {
      flags: '--document <files...>',
      description: "JSON files that the cloud's command line has printed, in any order",
      repeat: true,
    },
    { flags: '--fetch', description: 'run aws, gcloud, az or oci to read the documents; prints each command' },
    {
      flags: '--services-cloud <names...>',
      description: "clouds of the services that will use the key (default: those of the project's services)",
      repeat: true,
    },
    { flags: '--tenancy <ocid>', description: 'OCI: OCID of your tenancy, whose policies --fetch reads' },
    {
      flags: '--endpoint <url>',
      description: 'OCI: management endpoint of the vault (default: according to the OCID)',
    },
    { flags: '--principal-id <id>', description: "Azure: object ID of Aiven's service principal in your tenant" },
    { flags: '--managed-hsm', description: 'Azure: the key is in a managed HSM (default: according to the URL)' },
    jsonOption,
  ],
  json: 'An array of findings, the most important first, each with `id`, `severity` (`error`, `not_judged`, `warning` or `info`), `message` and `remedy` (an array of commands, as strings).',
  exitCodes: { 1: 'failure, or a command of --fetch failed', 3: 'a finding has the severity error' },
  examples: [
    'aiven-byok preflight --fetch --resource arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'aiven-byok preflight --document describe-key.json key-policy.json --services-cloud aws-us-east-1',
  ],
  async run(options, context) {
    const { resource, json } = options;
    const { output } = context;
    const cloud = checkOptions(options);
    const files = readFiles(options.document ?? [], cloud);
    requireOneOfEachKind(files);
    return withProject(options, context, async (session) => {
      const { client, project, signal } = session;
      const accessors = toAccessors(await client.cmks.accessors(project, { signal }));
      const steps = resource === undefined ? [] : readSteps(resource, { ...options, appId: accessors.azure?.appId });
      const { documents, failed } = options.fetch
        ? await fetchDocuments(steps, context)
        : { documents: [], failed: [] };
      const all = [...files, ...documents];
      requireOneOfEachKind(all);
      const cloudOfKey = onlyCloud(all, cloud);
      const findings = judgeKey(cloudOfKey, all, {
        ...{ accessors, reference: resource, principalId: options.principalId, managedHsm: options.managedHsm },
        ...{ endpoint: options.endpoint, tenancy: options.tenancy, now: new Date() },
        again: connectionArguments(options, project),
        serviceClouds: options.servicesCloud ?? (await cloudsOfServices(cloudOfKey, session)),
      });
      if (json) output.json(findings.map((one) => ({ ...one, remedy: remedyOf(one) })));
      else printFindings(findings, output);
      if (findings.some(({ severity }) => severity === 'error')) return 3;
      return failed.length > 0 ? 1 : 0;
    });
  },
};

/** @returns The cloud of --resource @throws UsageError before any request */
function checkOptions(options: PreflightOptions): Cloud | undefined {
  const { resource, document, fetch, tenancy, endpoint, principalId } = options;
  if (fetch && resource === undefined) throw new UsageError('--fetch requires --resource.');
  const cloud = resource === undefined ? undefined : cloudOfReference(resource);
  const problem =
    (resource === undefined || isAwsAlias(resource) ? undefined : checkResource(resource, cloud)) ??
    (tenancy === undefined ? undefined : checkOciTenancy(tenancy)) ??
    (endpoint === undefined ? undefined : checkOciEndpoint(endpoint)) ??
    (principalId === undefined ? undefined : checkAzurePrincipalId(principalId));
  if (problem !== undefined) throw new UsageError(problem);
  if (!fetch && document === undefined) {
    throw new UsageError(
      'Pass --document or --fetch.',
      commandsHint(resource === undefined ? [] : readSteps(resource, options)),
    );
  }
  return cloud;
}

function checkResource(resource: string, cloud: Cloud | undefined): string | undefined {
  if (cloud !== undefined) return checkKeyReference(cloud, resource);
  return `"${resource}" is not the name of a key in any cloud; see "aiven-byok preflight --help" for an example.`;
}

function readFiles(files: readonly string[], cloud: Cloud | undefined): PreflightDocument[] {
  return files.map((file) => {
    let text: string;
    try {
      text = readText(file);
    } catch (error) {
      throw new CliError(`Cannot read the document "${file}": ${systemReason(error)}.`, 'Check the path.');
    }
    try {
      return readDocument(text, file, cloud);
    } catch (error) {
      throw new CliError((error as Error).message);
    }
  });
}

/** @throws UsageError when two documents are of one kind */
function requireOneOfEachKind(documents: readonly PreflightDocument[]): void {
  const problem = checkOneOfEachKind(documents);
  if (problem !== undefined) throw new UsageError(problem);
}

/** @throws UsageError when the documents and --resource are of several clouds */
function onlyCloud(documents: readonly PreflightDocument[], cloud: Cloud | undefined): Cloud {
  const [first, ...more] = [...new Set([...(cloud === undefined ? [] : [cloud]), ...documents.map(cloudOfDocument)])];
  if (first !== undefined && more.length === 0) return first;
  throw new UsageError(
    `The key and the documents are of several clouds (${[first, ...more].join(', ')}); pass those of one key.`,
  );
}

function commandsHint(steps: readonly ReadStep[]): string {
  const commands = steps.map((step) => step.words(new Map())).filter((words) => words !== undefined);
  if (commands.length === 0) return 'Pass --resource and --fetch to let the command read them.';
  return `These commands print documents: ${commands.map((words) => formatShellCommand(words)).join('; ')}`;
}

/** How Aiven's names of public clouds begin. */
const cloudPrefixes: Readonly<Record<Cloud, string>> = { aws: 'aws-', azure: 'azure-', gcp: 'google-', oci: 'oci-' };

/** The clouds of the project's services that could use a key of this cloud. */
async function cloudsOfServices(cloud: Cloud, { client, project, signal }: Session): Promise<string[]> {
  const services = await client.services.list(project, { signal });
  return services.map(({ cloudName }) => cloudName).filter((name) => name.startsWith(cloudPrefixes[cloud]));
}

function remedyOf({ remedy }: PreflightFinding): string[] {
  return remedy.map((words) => formatShellCommand(words));
}

function printFindings(findings: readonly PreflightFinding[], output: Parameters<typeof printFinding>[2]): void {
  const name = Math.max(...findings.map(({ id }) => id.length));
  for (const finding of findings) {
    const { id, severity, message } = finding;
    const view = { ...labels[severity], name: id, detail: message, remedies: remedyOf(finding) };
    printFinding(view, { label: 10, name }, output);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  output.note(
    errors === 0 ? 'Found no error in what was judged.' : `Found ${count(errors, 'error')}: Aiven cannot use this key.`,
  );
}
