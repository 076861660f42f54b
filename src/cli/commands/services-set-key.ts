/** `aiven-byok services set-key`: puts a service under another key, and waits until that protects it. */

import type { Service } from '../../client';
import { CliError, UsageError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption, yesOption } from '../program/options';
import { confirm } from '../program/prompt';
import { parseDuration } from '../program/values';
import { type Session, withProject } from '../session/session';
import { tellPoweredOff, waitForService } from '../session/waiting';
import { cmkIdOption, requireCurrent } from '../views/cmk-view';
import { associatedServiceColumns, associatedServiceJson, keyOf, requireServiceNames } from '../views/service-view';

interface ServicesSetKeyOptions extends ConnectionOptions {
  cmkId?: string;
  aivenManaged?: boolean;
  default?: boolean;
  wait: boolean;
  timeout?: number;
  yes?: boolean;
  json?: boolean;
}

export const servicesSetKeyCommand: CommandDefinition<ServicesSetKeyOptions> = {
  name: 'services set-key',
  summary: 'Put a service under another key, and wait until that protects it',
  description: 'Nothing else of the service is changed. Asks before it takes your own key away.',
  arguments: [{ name: '<service>', description: 'name of the service' }],
  options: [
    ...connectionOptions,
    { ...cmkIdOption, description: 'the key', required: false },
    { flags: '--aiven-managed', description: "Aiven's own keys" },
    { flags: '--default', description: "the project's default key" },
    { flags: '--no-wait', description: 'end as soon as Aiven has accepted it' },
    { flags: '--timeout <time>', description: 'longest wait (default: 20m)', parse: parseDuration },
    yesOption,
    jsonOption,
  ],
  json: 'The service, with the fields of `services get`.',
  examples: [
    'aiven-byok services set-key orders --cmk-id 1b671a64-40d5-491e-99b0-da01ff1f3341',
    'aiven-byok services set-key orders --default --no-wait',
  ],
  async run({ cmkId, aivenManaged, default: toDefault, wait, timeout, yes, json, ...connection }, context) {
    const [name = ''] = context.arguments;
    requireServiceNames([name]);
    if ([cmkId !== undefined, aivenManaged, toDefault].filter(Boolean).length !== 1) {
      throw new UsageError('Give one of --cmk-id, --aiven-managed and --default.');
    }
    return withProject(connection, context, async (session) => {
      const { client, project, signal } = session;
      if (aivenManaged && !yes) await agreeToLoss(session, name, context);
      const target = aivenManaged ? null : await usableKey(session, cmkId);
      const service = await client.services.update(project, name, { cmkId: target }, { signal });
      if (!wait) {
        tell(context, service, null, json);
        return 0;
      }
      const waiting = waitForService(session, name, { cmkId: target, timeoutMs: timeout }, context);
      const readiness = await waiting.catch((reason) => {
        const again = `aiven-byok services wait ${name} --project ${project}`;
        context.output.note(`Aiven has accepted it and goes on. To wait again: ${again}`);
        throw reason;
      });
      tell(context, readiness.service, readiness.association, json);
      if (readiness.poweredOff) tellPoweredOff(name, context);
      return 0;
    });
  },
};

/** @throws CliError unless somebody agrees, or the service has no key to lose */
async function agreeToLoss({ client, project, signal }: Session, name: string, context: CommandContext): Promise<void> {
  const cmkId = keyOf(await client.services.get(project, name, { signal }));
  if (cmkId === null) return;
  context.output.note(
    `Service ${name} of project ${project} will no longer be under your key ${cmkId}, but Aiven's own.`,
  );
  const question = { what: 'Taking a service from your key' };
  if (!(await confirm('Go on?', question, context))) throw new CliError('Nothing was changed.');
}

/** The key's id, once it is known that services may be put under it. @throws CliError */
async function usableKey({ client, project, signal }: Session, cmkId: string | undefined): Promise<string> {
  const cmks = await client.cmks.list(project, { signal });
  const named = cmks.filter((cmk) => (cmkId === undefined ? cmk.defaultCmk : cmk.cmkId === cmkId));
  if (named.length > 1) {
    throw new CliError(
      `Project ${project} has several default keys: ${named.map((one) => one.cmkId).join(', ')}.`,
      'Name one with --cmk-id.',
    );
  }
  // A list may lag behind a creation: for a key that it does not show the API is asked itself.
  const cmk = named[0] ?? (cmkId === undefined ? undefined : await client.cmks.get(project, cmkId, { signal }));
  if (cmk === undefined) {
    throw new CliError(
      `Project ${project} has no default key.`,
      'Name one with --cmk-id; "aiven-byok cmks list" shows them.',
    );
  }
  requireCurrent(cmk, project);
  return cmk.cmkId;
}

function tell({ output }: CommandContext, service: Service, association: string | null, json = false): void {
  if (json) output.json(associatedServiceJson({ service, association }));
  else output.record(associatedServiceColumns, { service, association });
}
