/** `aiven-byok rotate`: moves services from one key to another. */

import { type Cloud, checkKeyReference, cloudOf, clouds } from '../../aiven';
import { quote } from '../../support/quote';
import { CliError, UsageError } from '../errors/cli-error';
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
import { parseCount } from '../program/values';
import type { ManagingState, Rotated, RotationOrder, RotationOutcome, RotationPlan } from '../rotation';
import { type Session, withProject } from '../session/session';
import { warnPoweredOff } from '../session/waiting';
import { cmkIdOption } from '../views/cmk-view';
import { requireServiceNames } from '../views/service-view';

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
  state?: string[];
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

export const rotateCommand: CommandDefinition<RotateOptions> = {
  name: 'rotate',
  summary: 'Move services from one key to another, in waves',
  description:
    'Shows a plan and asks for confirmation. Then registers the new key if necessary, lets Aiven test its access to it, ' +
    'makes it the default key if the old key was the default, moves the services, waits until they are encrypted with it, and offers to ' +
    'delete the old key. Exits with code 1 if Aiven then shows a service on another key. After a failure or an interruption, run the same command again to continue. ' +
    'If a Terraform state manages the old key, the command ends with the steps that make configuration and state agree.',
  options: [
    ...connectionOptions,
    { ...cmkIdOption, flags: '--from <id>', description: 'ID of the old key' },
    { ...cmkIdOption, flags: '--to <id>', description: 'ID of the new key', required: false },
    {
      flags: '--to-resource <reference>',
      description: 'or its key reference; the key is registered if the project does not have it',
    },
    {
      flags: '--provider <cloud>',
      description: 'cloud of the new key (default: derived from the key reference)',
      choices: clouds,
    },
    { flags: '--service <name>', description: 'move only this service; may be repeated', repeat: true },
    { flags: '--parallel <number>', description: 'number of services per wave', parse: parseCount, default: 5 },
    { ...timeoutOption, description: 'how long to wait for each service (default: 20m)' },
    { flags: '--keep-default', description: 'do not change the default key' },
    {
      flags: '--delete-old',
      description: 'delete the old key when no service uses it; exit with code 1 if one still does',
    },
    stateOption,
    { flags: '--dry-run', description: 'show the plan only' },
    yesOption,
    jsonOption,
  ],
  json: '`project`, `from` and `to` (IDs), `registered`, `default_moved`, `old_deleted`, `old_stays` (why the old key was not deleted, or null) and `services`: an array of `service_name`, `outcome` (`moved`, `powered_off`, `gone`, `failed`, `in_progress` or `not_started`) and `detail`. With `--dry-run`: `project`, `from` and `to` (keys with the fields of `cmks get`; `to` is null if it is not registered yet, `from` if it no longer exists), `register` (`provider` and `resource`, or null), `make_default`, `waves` (arrays of service names), `follow` (services already moving), `powered_off` and `staying` (service names) and `done` (the number of services already moved).',
  examples: [
    'aiven-byok rotate --from 1b671a64-40d5-491e-99b0-da01ff1f3341 --to 8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f --dry-run',
    'aiven-byok rotate --from 1b671a64-40d5-491e-99b0-da01ff1f3341 --to-resource projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2 --yes --delete-old',
  ],
  async run(options, context) {
    const target = targetOf(options);
    requireServiceNames(options.service ?? []);
    const { output } = context;
    return withProject(options, context, async (session) => {
      const { client, project, signal } = session;
      const rotation = require('../rotation') as typeof import('../rotation');
      const { from, keepDefault = false, parallel, deleteOld = false } = options;
      const services = options.service && [...new Set(options.service)];
      const plan = await rotation.planRotation(client, { project, from, to: target, services, keepDefault }, signal);
      if ('gone' in plan) {
        if (options.json) output.json(rotation.finishedJson(plan, options.dryRun ?? false));
        const isData = options.dryRun && !options.json;
        for (const line of rotation.describeFinished(plan)) isData ? output.text(line) : output.noteText(line);
        const rotated = { from, to: plan.to, isPartial: false, oldDeleted: true };
        const managing = () => rotation.readManagingStates(options.state, context);
        if (!options.dryRun) await explainToTerraform(session, rotated, await managing(), context);
        return 0;
      }
      const lines = rotation.describePlan(plan, { parallel, deleteOld });
      if (options.dryRun) {
        if (options.json) output.json(rotation.planJson(plan, parallel));
        else for (const line of lines) output.text(line);
        return 0;
      }
      for (const line of lines) output.noteText(line);
      const states = await rotation.readManagingStates(options.state, context, { areRequired: deleteOld });
      const oldKey = { project, cmkId: from };
      if (deleteOld) rotation.requireUnprotected(states, oldKey);
      if (!options.yes && hasWork(plan) && !(await confirm('Continue?', { what: 'A rotation' }, context))) {
        throw new CliError('Nothing was changed.');
      }
      const outcome = await rotation.carryOut(client, plan, { parallel, timeoutMs: options.timeout, signal, output });
      let oldStays: string | null = 'The old key was not deleted: the rotation is not finished.';
      try {
        if (!signal.aborted && outcome.stoppedBy === null) {
          outcome.moves = await rotation.verifyMoves(session, plan, outcome, services);
          const protector = rotation.protectorOf(states, oldKey);
          const retirement = { deleteOld, yes: options.yes ?? false, protector, timeoutMs: options.timeout };
          oldStays = await rotation.retireOldKey(session, plan, outcome.moves, retirement, context);
        }
      } catch (error) {
        oldStays = (error as Error).message;
        throw error;
      } finally {
        if (options.json) output.json(rotation.outcomeJson(outcome, plan, oldStays));
        else output.table(rotation.moveColumns, outcome.moves);
      }
      const code = conclude(outcome, { oldStays, deleteOld }, context);
      const { to, defaultMoved } = outcome;
      if (to !== null && !signal.aborted && isFinished(outcome)) {
        const defaultCmk = to.defaultCmk || defaultMoved;
        const isPartial = plan.staying.length > 0;
        const rotated = { from, to: { ...to, defaultCmk }, isPartial, oldDeleted: oldStays === null };
        await explainToTerraform(session, rotated, states, context);
      }
      return code;
    });
  },
};

/** @throws UsageError */
function targetOf({ to, toResource, provider }: RotateOptions): RotationOrder['to'] {
  if (to !== undefined && toResource === undefined) return { cmkId: to };
  if (to !== undefined || toResource === undefined) throw new UsageError('Pass either --to or --to-resource.');
  const cloud = provider ?? cloudOf(toResource);
  if (cloud === undefined) {
    throw new UsageError(
      `Cannot tell the cloud of the key reference ${quote(toResource)}.`,
      'Check the key reference, and pass --provider.',
    );
  }
  const problem = checkKeyReference(cloud, toResource);
  if (problem !== undefined) throw new UsageError(problem);
  return { cloud, keyReference: toResource };
}

/** Prints the steps for each Terraform state that manages what was rotated. */
async function explainToTerraform(
  { client, project, signal }: Session,
  rotated: Omit<Rotated, 'project' | 'moved'>,
  states: readonly ManagingState[],
  context: CommandContext,
): Promise<void> {
  const { printSteps, stepsAfterRotation } = require('../rotation') as typeof import('../rotation');
  const { terraformOf } = require('../terraform/read-states') as typeof import('../terraform/read-states');
  if (states.length === 0) return;
  const users = await client.reads.keyUsers(project, rotated.to.cmkId, { signal });
  const moved = users.map(({ serviceName }) => serviceName);
  for (const state of states) {
    const steps = stepsAfterRotation(state, { ...rotated, project, moved }, terraformOf(context.env));
    printSteps(state, steps, context.output);
  }
}

function hasWork({ move, register, makeDefault }: RotationPlan): boolean {
  return move.length > 0 || register !== null || makeDefault;
}

/** Whether every service is on the new key, or moves to it when it is powered on. */
function isFinished({ moves, stoppedBy }: Pick<RotationOutcome, 'moves' | 'stoppedBy'>): boolean {
  return stoppedBy === null && moves.every(({ outcome }) => outcome !== 'failed');
}

/** Prints what is left to do. @returns the exit code */
function conclude(
  { moves, stoppedBy }: RotationOutcome,
  { oldStays, deleteOld }: { oldStays: string | null; deleteOld: boolean },
  context: CommandContext,
): 0 | 1 | 130 {
  const { output, signal } = context;
  const off = moves.filter(({ outcome }) => outcome === 'powered_off');
  if (signal.aborted) {
    for (const { serviceName } of off) warnPoweredOff(serviceName, context);
    output.note('Interrupted. Run the same command again to continue.');
    return 130;
  }
  const failed = moves.filter(({ outcome }) => outcome === 'failed');
  for (const { detail } of failed) output.error(new Error(detail ?? ''));
  if (stoppedBy !== null) output.error(stoppedBy);
  // A warning if services are powered off, because --quiet hides notes and this sentence names those services.
  if (oldStays !== null && deleteOld) output.error(new Error(oldStays));
  else if (oldStays !== null && off.length > 0) output.warn(oldStays);
  else if (oldStays !== null) output.note(oldStays);
  const unfinished = !isFinished({ moves, stoppedBy });
  if (unfinished) {
    output.note(
      'Fix the problem, then run the same command again to continue. To move single services, pass --service.',
    );
  }
  return unfinished || (oldStays !== null && deleteOld) ? 1 : 0;
}
