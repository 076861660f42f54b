/** `aiven-byok rotate`: moves services from one key to another. */

import { type Cloud, checkKeyReference, cloudOf, clouds } from '../../cmk';
import { CliError, UsageError } from '../cli-error';
import { cmkIdOption, nameAssociations } from '../cmk-view';
import type { CommandContext, CommandDefinition } from '../command';
import { type ConnectionOptions, connectionOptions, jsonOption, yesOption } from '../options';
import { canAsk, confirm } from '../prompt';
import type { RotationOrder, RotationOutcome, RotationPlan } from '../rotation';
import { requireServiceNames } from '../service-view';
import { explained, type Session, withProject } from '../session';
import { parseCount, parseDuration } from '../values';

interface RotateOptions extends ConnectionOptions {
  from: string;
  to?: string;
  toResource?: string;
  provider?: Cloud;
  service?: string[];
  parallel: number;
  timeout?: number;
  keepDefault?: boolean;
  deleteOld?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

export const rotateCommand: CommandDefinition<RotateOptions> = {
  name: 'rotate',
  summary: 'Move services from one key to another, in waves',
  description:
    'Shows the plan and asks. Registers the new key if it has to, lets Aiven check that it can use it, makes it the default where ' +
    'the old one was, moves the services, waits until the new key protects them, and offers to delete the old one. ' +
    'Interrupted or failed, it is finished by the same command.',
  options: [
    ...connectionOptions,
    { ...cmkIdOption, flags: '--from <id>', description: 'the key to leave' },
    { ...cmkIdOption, flags: '--to <id>', description: 'the key to move to', required: false },
    {
      flags: '--to-resource <name>',
      description: 'or its name in its KMS: registered where the project does not have it',
    },
    { flags: '--provider <cloud>', description: 'its cloud (default: told from the name)', choices: clouds },
    { flags: '--service <name>', description: 'move this one only (may be repeated)', repeat: true },
    { flags: '--parallel <number>', description: 'services of a wave', parse: parseCount, default: 5 },
    { flags: '--timeout <time>', description: 'longest wait for one service (default: 20m)', parse: parseDuration },
    { flags: '--keep-default', description: 'leave the default of new services as it is' },
    { flags: '--delete-old', description: 'delete the old key when no service holds it any more' },
    { flags: '--dry-run', description: 'show the plan only' },
    yesOption,
    jsonOption,
  ],
  json: '`project`, `from` and `to` (ids), `registered`, `default_moved`, `old_deleted`, and `services`: an array of `service_name`, `outcome` (`moved`, `powered_off`, `gone`, `failed`, `in_progress`, `not_started`) and `detail`. With `--dry-run`: `project`, `from` and `to` (keys as `cmks get` prints them; `to` is null while it has to be registered), `register` (`provider` and `resource`, or null), `make_default`, `waves` (arrays of names), `follow`, `staying` (names) and `done` (a number).',
  examples: [
    'aiven-byok rotate --from 1b671a64-40d5-491e-99b0-da01ff1f3341 --to 8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f --dry-run',
    'aiven-byok rotate --from 1b671a64-40d5-491e-99b0-da01ff1f3341 --to-resource projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2 --yes --delete-old',
  ],
  async run(options, context) {
    const target = targetOf(options);
    requireServiceNames(options.service ?? []);
    const { output, signal } = context;
    return withProject(options, context, async (session) => {
      const { client, project } = session;
      const rotation = require('../rotation') as typeof import('../rotation');
      const { from, keepDefault = false, parallel, deleteOld = false } = options;
      const services = options.service && [...new Set(options.service)];
      const plan = await rotation.planRotation(client, { project, from, to: target, services, keepDefault }, signal);
      const lines = rotation.describePlan(plan, { parallel, deleteOld });
      if (options.dryRun) {
        if (options.json) output.json(rotation.planJson(plan, parallel));
        else for (const line of lines) output.text(line);
        return 0;
      }
      for (const line of lines) output.note(line);
      if (!options.yes && hasWork(plan) && !(await confirm('Go on?', { what: 'A rotation' }, context))) {
        throw new CliError('Nothing was changed.');
      }
      const outcome = await rotation.carryOut(client, plan, { parallel, timeoutMs: options.timeout, signal, output });
      let deleted = false;
      try {
        deleted = !signal.aborted && (await mayDelete(session, plan, outcome, options, context));
      } finally {
        if (options.json) output.json(rotation.outcomeJson(outcome, plan, deleted));
        else output.table(rotation.moveColumns, outcome.moves);
      }
      return conclude(outcome, context);
    });
  },
};

/** @throws UsageError */
function targetOf({ to, toResource, provider }: RotateOptions): RotationOrder['to'] {
  if ((to === undefined) === (toResource === undefined)) throw new UsageError('Give either --to or --to-resource.');
  if (to !== undefined) return { cmkId: to };
  const keyReference = toResource ?? '';
  const cloud = provider ?? cloudOf(keyReference);
  if (cloud === undefined) {
    throw new UsageError(
      `'${keyReference}' does not tell its cloud.`,
      'Give --provider, and see that the name is right.',
    );
  }
  const problem = checkKeyReference(cloud, keyReference);
  if (problem !== undefined) throw new UsageError(problem);
  return { cloud, keyReference };
}

function hasWork({ move, register, makeDefault }: RotationPlan): boolean {
  return move.length > 0 || register !== null || makeDefault;
}

/** Deletes the old key when that is wanted and possible. @returns whether it did */
async function mayDelete(
  { client, project, signal }: Session,
  plan: RotationPlan,
  { moves }: RotationOutcome,
  options: RotateOptions,
  context: CommandContext,
): Promise<boolean> {
  const { output } = context;
  const { cmkId } = plan.from;
  const left = moves.filter(({ outcome }) => outcome !== 'moved' && outcome !== 'gone');
  if (left.length > 0 || plan.staying.length > 0) return false;
  const holding = (await client.cmks.associations(project, cmkId, { signal })).filter(
    ({ status }) => status !== 'deactivating',
  );
  if (holding.length > 0) {
    output.warn(`The old key stays: it is held by ${nameAssociations(holding)}.`);
    return false;
  }
  const ask = !options.deleteOld && !options.yes && canAsk(context);
  const question = `Delete the old key ${cmkId}? Aiven forgets it; in your KMS nothing changes.`;
  if (!options.deleteOld && !(ask && (await confirm(question, { what: 'Deleting' }, context)))) {
    output.note(
      `The old key stays. To delete it: aiven-byok cmks delete --project ${project} --cmk-id ${cmkId} --wait`,
    );
    return false;
  }
  const onProgress = (left: Parameters<typeof nameAssociations>[0]) => {
    if (left.length > 0) output.progress(`Waiting for ${nameAssociations(left)}`);
  };
  await client.cmks.delete(project, cmkId, { signal, whileDeactivating: { timeoutMs: options.timeout, onProgress } });
  output.note(`Deleted ${cmkId}`);
  return true;
}

function conclude({ moves, stoppedBy }: RotationOutcome, { output, signal }: CommandContext): 0 | 1 | 130 {
  for (const { serviceName, outcome } of moves) {
    if (outcome === 'powered_off')
      output.warn(`Service ${serviceName} is powered off: its key changes when it is powered on.`);
  }
  if (signal.aborted) {
    output.note('Interrupted. The same command goes on from here.');
    return 130;
  }
  const failed = moves.filter(({ outcome }) => outcome === 'failed');
  for (const { serviceName, detail } of failed) output.error(new Error(`${serviceName}: ${detail}`));
  if (stoppedBy !== null) output.error(explained(stoppedBy));
  if (failed.length === 0 && stoppedBy === null) return 0;
  output.note('The same command goes on from here, once that is mended; --service NAME moves single ones.');
  return 1;
}
