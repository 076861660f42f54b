/** Executes a rotation: registers the key, checks access, moves the default, then moves the services in waves. */

import type { AivenClient, AivenError, Cmk } from '../../client';
import { CliError } from '../errors/cli-error';
import { explain } from '../errors/explain';
import { count } from '../terminal/text';
import type { RotationOutcome, RotationPlan, RotationSettings } from './model';
import { Waves } from './waves';

/** Attempts of an access check whose response is lost. */
const maxAttempts = 3;

/** A service that fails has the outcome `failed`. @throws AivenError or CliError if the new key cannot be registered or used */
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
  if (moves.length > 0) {
    output.note(`Moved ${count(moves.filter(({ outcome }) => outcome === 'moved').length, 'service')}.`);
  }
  return { to, registered: plan.to === null, defaultMoved: plan.makeDefault, moves, stoppedBy };
}

async function register(client: AivenClient, plan: RotationPlan, { signal, output }: RotationSettings): Promise<Cmk> {
  if (plan.register === null) throw new Error('A plan must have a new key, or one to register.');
  const cmk = await client.cmks.create(plan.project, plan.register, { signal });
  output.note(`Registered key "${cmk.cmkId}".`);
  return cmk;
}

/** Fails early if the grant is missing, instead of once per service. @throws CliError if Aiven cannot use the key */
async function requireAccess(client: AivenClient, plan: RotationPlan, to: Cmk, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.cmks.verifyAccess(plan.project, to.cmkId, { signal });
      return;
    } catch (error) {
      const { kind, ambiguous, apiMessage } = error as AivenError;
      if (kind === 'invalidRequest' || kind === 'permissionDenied' || kind === 'conflict') {
        throw new CliError(
          `Aiven cannot use key "${to.cmkId}": ${apiMessage ?? (explain(error) as Error).message}`,
          `Nothing was moved. Grant Aiven access first: aiven-byok grants --project ${plan.project} --provider ${to.cloud}`,
          1,
          { cause: error },
        );
      }
      // The client never repeats a POST that may have taken effect; repeating this one is harmless.
      if (!ambiguous || attempt === maxAttempts || signal.aborted) throw error;
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
  // Aiven does not document whether a second default key replaces the first.
  const old = await client.cmks.get(project, from.cmkId, { signal });
  if (old.defaultCmk) await client.cmks.update(project, from.cmkId, { defaultCmk: false }, { signal });
  output.note(`New services now use key "${to.cmkId}".`);
}
