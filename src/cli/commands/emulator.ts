/** `aiven-byok emulator`: runs the Aiven API in memory until Ctrl-C. */

import { once } from 'node:events';
import type { Emulator, EmulatorOptions, LoggedRequest } from '../../emulator';
import { parseDuration } from '../../support/duration';
import { quoteForShell } from '../../support/shell';
import { systemReason } from '../../support/system-reason';
import { CliError } from '../errors/cli-error';
import type { CommandDefinition } from '../program/command';
import { parsePort, parseProjectName, parseToken } from '../program/values';
import type { Output } from '../terminal/output';

interface EmulatorCommandOptions
  extends Pick<
    EmulatorOptions,
    | 'shape'
    | 'duplicates'
    | 'secondDefault'
    | 'deletedKeys'
    | 'grantSpreads'
    | 'ungrantedKeys'
    | 'firstKeyForExisting'
    | 'listLag'
    | 'latency'
    | 'serviceDelay'
    | 'activationDelay'
    | 'deactivationDelay'
    | 'deletionDelay'
  > {
  port: number;
  host: string;
  project?: string[];
  token?: string[];
  seed?: string;
  state?: string;
  log?: boolean;
}

const duration = (name: string, description: string) => ({
  flags: `--${name} <duration>`,
  description,
  parse: parseDuration,
});

export const emulatorCommand: CommandDefinition<EmulatorCommandOptions> = {
  name: 'emulator',
  summary: 'Run the Aiven API in memory, to try things out without an account',
  description:
    'Prints the two environment variables that point the provider, the client and this CLI at it, and serves requests until Ctrl-C.\n' +
    'Keys and services with certain names fail on purpose: docs/emulator.md lists the names.',
  options: [
    { flags: '--port <number>', description: 'port to listen on (0: any free port)', parse: parsePort, default: 0 },
    { flags: '--host <address>', description: 'address to listen on', default: '127.0.0.1' },
    {
      flags: '--project <name>',
      description: 'create this project; may be repeated',
      repeat: true,
      parse: parseProjectName,
    },
    {
      flags: '--token <token>',
      description: 'accept this token; may be repeated (default: any token)',
      repeat: true,
      parse: parseToken,
    },
    { flags: '--seed <file>', description: 'JSON file with the projects, keys and services to start with' },
    { flags: '--state <file>', description: 'JSON file that keeps all changes across restarts' },
    duration('latency', 'delay of every response'),
    { flags: '--shape <shape>', description: 'which documented fields keys have', choices: ['full', 'openapi'] },
    duration('service-delay', 'time until a new or changed service runs'),
    duration('activation-delay', 'time until an association is active (default: the service delay)'),
    duration('deactivation-delay', 'time that the old key stays in use (default: the activation delay)'),
    duration('deletion-delay', 'time until a deleted service no longer exists'),
    duration('list-lag', 'time that a new key is missing from lists'),
    {
      flags: '--duplicates <rule>',
      description: 'whether a key may be registered twice',
      choices: ['allowed', 'refused'],
    },
    {
      flags: '--second-default <rule>',
      description: 'what a second default key does to the first',
      choices: ['clears', 'keeps'],
    },
    { flags: '--deleted-keys <rule>', description: 'whether deleted keys stay visible', choices: ['gone', 'shown'] },
    duration('grant-spreads', 'time from the first registration of a key until Aiven can use it'),
    {
      flags: '--ungranted-keys <rule>',
      description: 'whether a key that Aiven cannot use is registered',
      choices: ['accepted', 'refused'],
    },
    {
      flags: '--first-key-for-existing <rule>',
      description: 'whether an existing service may get its first customer managed key',
      choices: ['allowed', 'refused'],
    },
    { flags: '--log', description: 'print every request to stderr' },
  ],
  exitCodes: { 0: 'stopped by Ctrl-C or SIGTERM', 1: 'failed to start', 130: null },
  examples: [
    'aiven-byok emulator',
    'aiven-byok emulator --port 8080 --project acme-prod --service-delay 5s',
    'aiven-byok emulator --state emulator.json --log',
  ],
  async run(options, { output, signal }) {
    const emulator = await startEmulator(options, output);
    printVariables(emulator, options, output);
    if (!signal.aborted) await once(signal, 'abort');
    await emulator.stop();
    output.note('Stopped.');
    return 0;
  },
};

async function startEmulator(options: EmulatorCommandOptions, output: Output): Promise<Emulator> {
  const { port, host, project, token, state, log, ...rest } = options;
  // Loaded here so that other commands and the help start faster.
  const { Emulator } = require('../../emulator') as typeof import('../../emulator');
  try {
    const emulator = new Emulator({
      ...rest,
      projects: project,
      tokens: token,
      stateFile: state,
      onRequest: log ? (request) => output.note(describeRequest(request)) : undefined,
    });
    await emulator.start(port, host);
    return emulator;
  } catch (error) {
    throw new CliError(`Cannot start the emulator: ${systemReason(error)}.`, hintFor(error, options), 1, {
      cause: error,
    });
  }
}

function hintFor(error: unknown, { seed, state }: EmulatorCommandOptions): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE' || code === 'EACCES') return 'Choose another port with --port, or omit it.';
    return 'Choose another address with --host, or omit it.';
  }
  const files = [seed === undefined ? [] : ['--seed'], state === undefined ? [] : ['--state']].flat();
  return files.length === 0 ? undefined : `Check the file of ${files.join(' and ')}: docs/emulator.md has its format.`;
}

function describeRequest({ operation, method, path, status, fault }: LoggedRequest): string {
  const outcome = status === null ? 'no response' : `${status}`;
  return [method, path, operation ?? '', outcome, fault === null ? '' : `(${fault})`].filter(Boolean).join(' ');
}

/** Prints the variables to stdout and everything else to stderr, so that both a person and `eval "$(...)"` can use them. */
function printVariables(emulator: Emulator, { token }: EmulatorCommandOptions, output: Output): void {
  output.data(`export AIVEN_WEB_URL=${quoteForShell(reachable(emulator.url))}`);
  output.data(`export AIVEN_TOKEN=${quoteForShell(token?.[0] ?? 'emulator')}`);
  const projects = [...emulator.store.projects.keys()];
  output.note('');
  output.note(
    `Projects: ${projects.slice(0, 10).join(', ')}${projects.length > 10 ? ` and ${projects.length - 10} more` : ''}.`,
  );
  output.note('The resource aiven_cmk is in beta: export PROVIDER_AIVEN_ENABLE_BETA=1');
  output.note(output.paintNote('dim', 'Press Ctrl-C to stop the emulator.'));
}

/** The wildcard address accepts connections on every address, but a client needs a specific one. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
