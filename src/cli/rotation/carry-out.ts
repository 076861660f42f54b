/** Carries a rotation out: register, check, default, then the services in waves. */

import type { AivenClient, AivenError, Cmk } from '../../client';
import { CliError } from '../errors/cli-error';
import { explained } from '../errors/problem';
import { count } from '../terminal/text';
import type { RotationOutcome, RotationPlan, RotationSettings } from './model';
import { Waves } from './waves';

/** How often an access check is asked for whose answer is lost. */
const mostTries = 3;

/** Never rejects for a service: its outcome tells. @throws AivenError, CliError when the new key cannot be had or used */
export async function carryOut(
  client: AivenClient,
  plan: RotationPlan,
  settings: RotationSettings,
): Promise<RotationOutcome> {
  const { signal, output } = settings;
  const to = plan.to ?? (await register(client, plan, settings));
  if (plan.move.length > 0) await requireAccess(client, plan, to, signal);
  if (plan.makeDefault) await moveDefault(client, plan, to, settings);
  const { moves, stoppedBy } = await new Waves(client, plan, to, settings).run();
  if (moves.length > 0)
    output.note(`${count(moves.filter(({ outcome }) => outcome === 'moved').length, 'service')} moved.`);
  return { to, registered: plan.to === null, defaultMoved: plan.makeDefault, moves, stoppedBy };
}

async function register(client: AivenClient, plan: RotationPlan, { signal, output }: RotationSettings): Promise<Cmk> {
  if (plan.register === null) throw new Error('a plan has a key to move to, or one to register');
  const cmk = await client.cmks.create(plan.project, plan.register, { signal });
  output.note(`Registered ${cmk.cmkId}`);
  return cmk;
}

/** Fifty services are not to find out one by one that the grant is missing. @throws CliError when Aiven cannot use the key */
async function requireAccess(client: AivenClient, plan: RotationPlan, to: Cmk, signal: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.cmks.checkAccess(plan.project, to.cmkId, { signal });
      return;
    } catch (reason) {
      const { kind, ambiguous, apiMessage } = reason as AivenError;
      if (kind === 'invalidRequest' || kind === 'permissionDenied' || kind === 'conflict') {
        throw new CliError(
          `Aiven cannot use key ${to.cmkId}: ${apiMessage ?? (explained(reason) as Error).message}`,
          `Nothing was moved. Let Aiven use it first: aiven-byok grants --project ${plan.project} --cloud ${to.cloud}`,
          1,
          { cause: reason },
        );
      }
      // The client sends it only once, for it cannot know that looking twice does no harm.
      if (!ambiguous || tries === mostTries || signal.aborted) throw reason;
    }
  }
}

async function moveDefault(
  client: AivenClient,
  plan: RotationPlan,
  to: Cmk,
  settings: RotationSettings,
): Promise<void> {
  const { signal, output } = settings;
  const { project, from } = plan;
  await client.cmks.update(project, to.cmkId, { defaultCmk: true }, { signal });
  // Whether a second default takes the place of the first is undocumented.
  const old = await client.cmks.get(project, from.cmkId, { signal });
  if (old.defaultCmk) await client.cmks.update(project, from.cmkId, { defaultCmk: false }, { signal });
  output.note(`New services go under ${to.cmkId}`);
}
