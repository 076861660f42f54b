/** `aiven-byok services set-key`: moves a service to another key, and waits until the key is in effect. */

import { keepKmsKey } from '../../aiven';
import type { Service } from '../../client';
import { CliError, UsageError } from '../errors/cli-error';
import { explainFirstKey } from '../errors/first-key';
import type { CommandContext, CommandDefinition } from '../program/command';
import {
  type ConnectionOptions,
  connectionOptions,
  jsonOption,
  stateOption,
  timeoutOption,
  yesOption,
} from '../program/options';
import { confirm } from '../program/prompt';
import type { MovedService } from '../rotation';
import { type Session, withProject } from '../session/session';
import { waitForService, warnPoweredOff } from '../session/waiting';
import { cmkIdOption, requireCurrent } from '../views/cmk-view';
import { associatedServiceColumns, associatedServiceJson, requireServiceNames } from '../views/service-view';

interface ServicesSetKeyOptions extends ConnectionOptions {
  cmkId?: string;
  aivenManaged?: boolean;
  default?: boolean;
  wait: boolean;
  timeout?: number;
  state?: string[];
  yes?: boolean;
  json?: boolean;
}

export const servicesSetKeyCommand: CommandDefinition<ServicesSetKeyOptions> = {
  name: 'services set-key',
  summary: 'Move a service to another key, and wait until it is encrypted with it',
  description:
    'Changes nothing else. Asks for confirmation before it moves a service from your key to Aiven-managed keys. ' +
    'If a Terraform state manages the service, the command ends with the steps that make configuration and state agree.',
  arguments: [{ name: '<service>', description: 'name of the service' }],
  options: [
    ...connectionOptions,
    { ...cmkIdOption, description: 'move to this key', required: false },
    { flags: '--aiven-managed', description: 'move to Aiven-managed keys' },
    { flags: '--default', description: "move to the project's default key" },
    { flags: '--no-wait', description: 'return as soon as Aiven has accepted the request' },
    timeoutOption,
    stateOption,
    yesOption,
    jsonOption,
  ],
  json: 'The service, with the fields of `services get`.',
  examples: [
    'aiven-byok services set-key orders --cmk-id 1b671a64-40d5-491e-99b0-da01ff1f3341',
    'aiven-byok services set-key orders --default --no-wait',
  ],
  async run({ cmkId, aivenManaged, default: toDefault, wait, timeout, state, yes, json, ...connection }, context) {
    const [name = ''] = context.arguments;
    requireServiceNames([name]);
    if ([cmkId !== undefined, aivenManaged, toDefault].filter(Boolean).length !== 1) {
      throw new UsageError('Pass exactly one of --cmk-id, --aiven-managed and --default.');
    }
    return withProject(connection, context, async (session) => {
      const { client, project, signal } = session;
      const { cmkId: previous } = await client.services.get(project, name, { signal });
      if (aivenManaged && !yes) await confirmAivenManaged(previous, { project, name }, context);
      const target = aivenManaged ? null : await usableKey(session, cmkId);
      const service = await client.services
        .update(project, name, { cmkId: target }, { signal })
        .catch(async (error) => {
          throw target === null ? error : await explainRefusal(error, session, name, target);
        });
      const poweredOff = wait && (await waitForKey(service, session, { target, timeout, json }, context));
      if (!wait) print(context, service, null, json);
      if (previous !== null && previous !== target && !poweredOff) {
        await warnAboutLastUse(session, previous, name, context);
      }
      await explainToTerraform({ project, serviceName: name, cmkId: target }, state, context);
      return 0;
    });
  },
};

/** Waits, prints the service, and checks that it is on the key. @returns whether it is powered off, so that it has not moved */
async function waitForKey(
  { serviceName: name }: Service,
  session: Session,
  { target, timeout, json }: { target: string | null; timeout?: number; json?: boolean },
  context: CommandContext,
): Promise<boolean> {
  const waiting = waitForService(session, name, { cmkId: target, timeoutMs: timeout }, context);
  const readiness = await waiting.catch((error) => {
    const again = `aiven-byok services wait ${name} --project ${session.project}`;
    context.output.note(`Aiven accepted the request and continues. To wait again: ${again}`);
    throw error;
  });
  print(context, readiness.service, readiness.association, json);
  if (readiness.poweredOff) warnPoweredOff(name, context);
  else await requireKey(session, name, target);
  return readiness.poweredOff;
}

/** Says how long to keep the KMS key of a key that no other service uses any more. */
async function warnAboutLastUse(
  { client, project, signal }: Session,
  previous: string,
  name: string,
  { output, clock }: CommandContext,
): Promise<void> {
  client.reads.forget(project);
  const users = await client.reads.keyUsers(project, previous, { signal });
  if (users.some((user) => user.serviceName !== name)) return;
  output.noteText(`No other service uses key "${previous}". ${keepKmsKey(clock?.wallTime() ?? Date.now(), true)}`);
}

/** Prints the steps for each Terraform state that manages the service. */
async function explainToTerraform(
  moved: MovedService,
  files: string[] | undefined,
  context: CommandContext,
): Promise<void> {
  const { printSteps, readManagingStates, stepsAfterMove } = require('../rotation') as typeof import('../rotation');
  const { terraformOf } = require('../terraform/read-states') as typeof import('../terraform/read-states');
  for (const state of await readManagingStates(files, context)) {
    printSteps(state, stepsAfterMove(state, moved, terraformOf(context.env)), context.output);
  }
}

/** Asks before a service loses its key. @throws CliError if the answer is no */
async function confirmAivenManaged(
  cmkId: string | null,
  { project, name }: { project: string; name: string },
  context: CommandContext,
): Promise<void> {
  if (cmkId === null) return;
  context.output.note(
    `Service "${name}" in project "${project}" will move from your key "${cmkId}" to Aiven-managed keys.`,
  );
  const question = { what: 'Moving a service to Aiven-managed keys' };
  if (!(await confirm('Continue?', question, context))) throw new CliError('Nothing was changed.');
}

/** Adds that Aiven may refuse the first key of a service, if this is one. */
async function explainRefusal(error: unknown, { client, project, signal }: Session, name: string, cmkId: string) {
  const explained = explainFirstKey(error, name, cmkId);
  if (explained === error) return error;
  const service = await client.services.get(project, name, { signal }).catch(() => null);
  return service?.cmkId === null ? explained : error;
}

/** Reads the users of the key again. @throws CliError if the service is not on the key that it was moved to */
async function requireKey({ client, project, signal }: Session, name: string, cmkId: string | null): Promise<void> {
  client.reads.forget(project);
  const service = await client.reads.service(project, name, { signal });
  if (cmkId === null) {
    if (service?.cmkId == null) return;
    throw new CliError(`Service "${name}" still uses key "${service.cmkId}", although Aiven accepted the request.`);
  }
  const user = (await client.reads.keyUsers(project, cmkId, { signal })).find((one) => one.serviceName === name);
  if (user?.use === 'on') return;
  const { notOnKey } = require('../rotation') as typeof import('../rotation');
  throw new CliError(
    notOnKey(name, cmkId, user ?? { service, association: null }),
    `Run the command again, or check the service: aiven-byok services get ${name} --project ${project}`,
  );
}

/** The ID of the named key, or of the default key. @throws CliError if services must not move to it */
async function usableKey({ client, project, signal }: Session, cmkId: string | undefined): Promise<string> {
  const cmks = await client.cmks.list(project, { signal });
  const named = cmks.filter((cmk) => (cmkId === undefined ? cmk.defaultCmk : cmk.cmkId === cmkId));
  if (named.length > 1) {
    throw new CliError(
      `Project "${project}" has several default keys: ${named.map((one) => `"${one.cmkId}"`).join(', ')}.`,
      'Choose one with --cmk-id.',
    );
  }
  // The list may not show a new key yet: get it by ID.
  const cmk = named[0] ?? (cmkId === undefined ? undefined : await client.cmks.get(project, cmkId, { signal }));
  if (cmk === undefined) {
    throw new CliError(
      `Project "${project}" has no default key.`,
      'Choose a key with --cmk-id; "aiven-byok cmks list" lists them.',
    );
  }
  requireCurrent(cmk, project);
  return cmk.cmkId;
}

function print({ output }: CommandContext, service: Service, association: string | null, json = false): void {
  if (json) output.json(associatedServiceJson({ service, association }));
  else output.record(associatedServiceColumns, { service, association });
}
