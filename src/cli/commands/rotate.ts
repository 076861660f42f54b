/** `aiven-byok rotate`: moves services from one key to another. */

import { type Cloud, checkKeyReference, cloudOf, clouds } from '../../aiven';
import { CliError, UsageError } from '../errors/cli-error';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption, yesOption } from '../program/options';
import { confirm } from '../program/prompt';
import { parseCount, parseDuration } from '../program/values';
import type { RotationOrder, RotationOutcome, RotationPlan } from '../rotation';
import { withProject } from '../session/session';
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
    {
      flags: '--delete-old',
      description: 'delete the old key when no service holds it any more; exit code 1 while one does',
    },
    { flags: '--dry-run', description: 'show the plan only' },
    yesOption,
    jsonOption,
  ],
  json: '`project`, `from` and `to` (ids), `registered`, `default_moved`, `old_deleted`, `old_stays` (a sentence on why the old key stays, or null), and `services`: an array of `service_name`, `outcome` (`moved`, `powered_off`, `gone`, `failed`, `in_progress`, `not_started`) and `detail`. With `--dry-run`: `project`, `from` and `to` (keys as `cmks get` prints them; `to` is null while it has to be registered, `from` once it is gone), `register` (`provider` and `resource`, or null), `make_default`, `waves` (arrays of names), `follow`, `powered_off`, `staying` (names) and `done` (a number).',
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
      if ('gone' in plan) {
        if (options.json) output.json(rotation.finishedJson(plan, options.dryRun ?? false));
        const asked = options.dryRun && !options.json;
        for (const line of rotation.describeFinished(plan)) asked ? output.text(line) : output.noteText(line);
        return 0;
      }
      const lines = rotation.describePlan(plan, { parallel, deleteOld });
      if (options.dryRun) {
        if (options.json) output.json(rotation.planJson(plan, parallel));
        else for (const line of lines) output.text(line);
        return 0;
      }
      for (const line of lines) output.noteText(line);
      if (!options.yes && hasWork(plan) && !(await confirm('Go on?', { what: 'A rotation' }, context))) {
        throw new CliError('Nothing was changed.');
      }
      const outcome = await rotation.carryOut(client, plan, { parallel, timeoutMs: options.timeout, signal, output });
      let oldStays: string | null = 'The old key stays: the rotation did not come to its end.';
      try {
        if (!signal.aborted && outcome.stoppedBy === null) {
          const retirement = { deleteOld, yes: options.yes ?? false, timeoutMs: options.timeout };
          oldStays = await rotation.retireOldKey(session, plan, outcome.moves, retirement, context);
        }
      } catch (reason) {
        oldStays = (reason as Error).message;
        throw reason;
      } finally {
        if (options.json) output.json(rotation.outcomeJson(outcome, plan, oldStays));
        else output.table(rotation.moveColumns, outcome.moves);
      }
      return conclude(outcome, { oldStays, deleteOld }, context);
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

function conclude(
  { moves, stoppedBy }: RotationOutcome,
  { oldStays, deleteOld }: { oldStays: string | null; deleteOld: boolean },
  { output, signal }: CommandContext,
): 0 | 1 | 130 {
  const off = moves.filter(({ outcome }) => outcome === 'powered_off');
  if (signal.aborted) {
    for (const { serviceName } of off) {
      output.warn(`Service ${serviceName} is powered off: its key changes when it is powered on.`);
    }
    output.note('Interrupted. The same command goes on from here.');
    return 130;
  }
  const failed = moves.filter(({ outcome }) => outcome === 'failed');
  for (const { serviceName, detail } of failed) output.error(new Error(`${serviceName}: ${detail}`));
  if (stoppedBy !== null) output.error(stoppedBy);
  // It names the services without power, which whoever asked for quiet is to know as well.
  if (oldStays !== null && deleteOld) output.error(new Error(oldStays));
  else if (oldStays !== null && off.length > 0) output.warn(oldStays);
  else if (oldStays !== null) output.note(oldStays);
  const unfinished = failed.length > 0 || stoppedBy !== null;
  if (unfinished) {
    output.note('The same command goes on from here, once that is mended; --service NAME moves single ones.');
  }
  return unfinished || (oldStays !== null && deleteOld) ? 1 : 0;
}
