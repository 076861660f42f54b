/** `aiven-byok emulator`: Aiven's API in memory, until Ctrl-C. */

import type { Emulator, EmulatorOptions, LoggedRequest } from '../../emulator';
import { CliError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { parseDuration, parsePort, parseProjectName, parseToken, shellQuote } from '../program/values';
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

export const emulatorCommand: CommandDefinition<EmulatorCommandOptions> = {
  name: 'emulator',
  summary: 'Run the Aiven API in memory, for trying things out without an account',
  description:
    'Prints the two variables that point the provider, the client and this command at it, then answers until Ctrl-C.\n' +
    'Keys and services named after a fault fail on purpose: docs/emulator.md lists the names.',
  options: [
    { flags: '--port <number>', description: 'port to listen on (0: any free one)', parse: parsePort, default: 0 },
    { flags: '--host <address>', description: 'address to listen on', default: '127.0.0.1' },
    {
      flags: '--project <name>',
      description: 'a project that exists (may be repeated)',
      repeat: true,
      parse: parseProjectName,
    },
    {
      flags: '--token <token>',
      description: 'a token to accept (may be repeated; default: any)',
      repeat: true,
      parse: parseToken,
    },
    { flags: '--seed <file>', description: 'JSON file of what is there at the start' },
    { flags: '--state <file>', description: 'JSON file that keeps everything over a restart' },
    { flags: '--latency <time>', description: 'time that every answer takes', parse: parseDuration },
    { flags: '--shape <shape>', description: 'which documented form keys have', choices: ['full', 'openapi'] },
    { flags: '--service-delay <time>', description: 'time until a service runs', parse: parseDuration },
    {
      flags: '--activation-delay <time>',
      description: 'time until an association is active (default: the service delay)',
      parse: parseDuration,
    },
    {
      flags: '--deactivation-delay <time>',
      description: 'time that the old key stays in use (default: the activation delay)',
      parse: parseDuration,
    },
    { flags: '--deletion-delay <time>', description: 'time until a deleted service is gone', parse: parseDuration },
    { flags: '--list-lag <time>', description: 'time that a new key is missing from lists', parse: parseDuration },
    { flags: '--duplicates <rule>', description: 'one key registered twice', choices: ['allowed', 'refused'] },
    {
      flags: '--second-default <rule>',
      description: 'what a second default key does to the first',
      choices: ['clears', 'keeps'],
    },
    { flags: '--deleted-keys <rule>', description: 'what becomes of deleted keys', choices: ['gone', 'shown'] },
    {
      flags: '--grant-spreads <time>',
      description: 'time from the first registration of a key until Aiven can use it',
      parse: parseDuration,
    },
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
  exitCodes: { 0: 'stopped by Ctrl-C or SIGTERM', 1: 'it cannot start', 130: null },
  examples: [
    'aiven-byok emulator',
    'aiven-byok emulator --port 8080 --project acme-prod --service-delay 5s',
    'aiven-byok emulator --state emulator.json --log',
  ],
  async run(options, { output, signal }) {
    const emulator = await startEmulator(options, output);
    tellHow(emulator, options, output);
    await interrupted(signal);
    await emulator.stop();
    output.note('Stopped.');
    return 0;
  },
};

async function startEmulator(options: EmulatorCommandOptions, output: Output): Promise<Emulator> {
  const { port, host, project, token, state, log, ...rest } = options;
  // Here and not above: no other command, nor any help, is to wait for it.
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
  } catch (reason) {
    throw new CliError(`The emulator cannot start: ${(reason as Error).message}.`, remedyFor(reason, options), 1, {
      cause: reason,
    });
  }
}

function remedyFor(reason: unknown, { seed, state }: EmulatorCommandOptions): string | undefined {
  const { code, syscall } = reason as NodeJS.ErrnoException;
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE' || code === 'EACCES') return 'Choose another port with --port, or leave it out.';
    return 'Choose another address with --host, or leave it out.';
  }
  const files = [seed === undefined ? [] : ['--seed'], state === undefined ? [] : ['--state']].flat();
  return files.length === 0 ? undefined : `Check the file of ${files.join(' and ')}: docs/emulator.md has its form.`;
}

function describeRequest({ operation, method, path, status, fault }: LoggedRequest): string {
  const outcome = status === null ? 'no answer' : `${status}`;
  return [method, path, operation ?? '', outcome, fault === null ? '' : `(${fault})`].filter(Boolean).join(' ');
}

/** Two lines to copy on stdout, the rest on stderr, so that `eval "$(...)"` and people both get what they want. */
function tellHow(emulator: Emulator, { token }: EmulatorCommandOptions, output: Output): void {
  output.data(`export AIVEN_WEB_URL=${shellQuote(reachable(emulator.url))}`);
  output.data(`export AIVEN_TOKEN=${shellQuote(token?.[0] ?? 'emulator')}`);
  const projects = [...emulator.store.projects.keys()];
  output.note('');
  output.note(
    `Projects: ${projects.slice(0, 10).join(', ')}${projects.length > 10 ? ` and ${projects.length - 10} more` : ''}.`,
  );
  output.note('The resource aiven_cmk is in beta: export PROVIDER_AIVEN_ENABLE_BETA=1');
  output.note(output.paintNote('dim', 'Ctrl-C stops the emulator.'));
}

/** An address that stands for all of a machine's is no address to send to. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

function interrupted(signal: CommandContext['signal']): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
