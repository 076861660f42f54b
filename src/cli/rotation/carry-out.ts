/** Carries a rotation out: register, check, default, then the services in waves. */

import type { AivenClient, AivenError, Cmk, Service } from '../../client';
import { CliError } from '../cli-error';
import type { Output } from '../output';
import { explained } from '../problem';
import { count } from './describe';
import { type RotationPlan, wavesOf } from './plan';

export interface RotationSettings {
  /** Services of a wave. */
  parallel: number;
  /** Longest wait for one service, in milliseconds. */
  timeoutMs?: number;
  signal: AbortSignal;
  output: Output;
}

/**
 * - `moved`: runs under the new key; `powered_off`: will when it is powered on; `gone`: was deleted meanwhile;
 * - `failed`; `in_progress`: interrupted while it was moving, which Aiven goes on with; `not_started`.
 */
export interface MoveOutcome {
  serviceName: string;
  outcome: 'moved' | 'powered_off' | 'gone' | 'failed' | 'in_progress' | 'not_started';
  /** Why it failed. */
  detail: string | null;
}

export interface RotationOutcome {
  /** Null when it was not registered. */
  to: Cmk | null;
  registered: boolean;
  defaultMoved: boolean;
  moves: MoveOutcome[];
}

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
  const moves = await new Waves(client, plan, to, settings).run();
  if (moves.length > 0)
    output.note(`${count(moves.filter(({ outcome }) => outcome === 'moved').length, 'service')} moved.`);
  return { to, registered: plan.to === null, defaultMoved: plan.makeDefault, moves };
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
      const { kind, mayHaveHappened, apiMessage } = reason as AivenError;
      if (kind === 'invalidRequest' || kind === 'permissionDenied' || kind === 'conflict') {
        throw new CliError(
          `Aiven cannot use key ${to.cmkId}: ${apiMessage ?? (explained(reason) as Error).message}`,
          `Nothing was moved. Let Aiven use it first: aiven-byok grants --project ${plan.project} --cloud ${to.cloud}`,
          1,
          { cause: reason },
        );
      }
      // The client sends it only once, for it cannot know that looking twice does no harm.
      if (!mayHaveHappened || tries === mostTries || signal.aborted) throw reason;
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

class Waves {
  readonly #outcomes = new Map<string, MoveOutcome>();
  /** What is being waited for, with what was seen of it last. */
  readonly #waiting = new Map<string, string>();

  constructor(
    private readonly client: AivenClient,
    private readonly plan: RotationPlan,
    private readonly to: Cmk,
    private readonly settings: RotationSettings,
  ) {}

  async run(): Promise<MoveOutcome[]> {
    const { move, follow } = this.plan;
    const { parallel, output } = this.settings;
    for (const { serviceName } of [...follow, ...move]) this.#set(serviceName, 'not_started');
    // Those on their way count as a wave: they load the project as much.
    const waves = [...wavesOf(follow, parallel), ...wavesOf(move, parallel)];
    for (const [index, wave] of waves.entries()) {
      if (this.settings.signal.aborted || this.#has('failed')) break;
      if (waves.length > 1) {
        output.note(`Wave ${index + 1} of ${waves.length}: ${wave.map(({ serviceName }) => serviceName).join(', ')}`);
      }
      await Promise.all(wave.map((service) => this.#bring(service, move.includes(service))));
    }
    return [...this.#outcomes.values()];
  }

  async #bring({ serviceName }: Service, mustMove: boolean): Promise<void> {
    const { client, plan, to } = this;
    const { signal, timeoutMs } = this.settings;
    try {
      if (mustMove) await client.services.update(plan.project, serviceName, { cmkId: to.cmkId }, { signal });
      this.#set(serviceName, 'in_progress');
      const wait = { cmkId: to.cmkId, timeoutMs, signal, onProgress: this.#progress(serviceName) };
      const { poweredOff } = await client.services.waitUntilReady(plan.project, serviceName, wait);
      this.#set(serviceName, poweredOff ? 'powered_off' : 'moved');
    } catch (reason) {
      this.#fail(serviceName, reason as AivenError);
    } finally {
      this.#waiting.delete(serviceName);
    }
  }

  #progress(serviceName: string) {
    return ({ state, association }: { state: string | null; association: string | null }) => {
      this.#waiting.set(serviceName, `${serviceName} ${association ?? state ?? ''}`);
      const ended = [...this.#outcomes.values()].filter(({ outcome }) => outcome === 'moved').length;
      this.settings.output.progress(
        `${ended} of ${this.#outcomes.size} moved; ${[...this.#waiting.values()].join(', ')}`,
      );
    };
  }

  #fail(serviceName: string, reason: AivenError): void {
    if (this.settings.signal.aborted) {
      // A change whose answer never came may have been made all the same: the next run will see.
      const begun = reason.mayHaveHappened || this.#outcomes.get(serviceName)?.outcome === 'in_progress';
      this.#set(serviceName, begun ? 'in_progress' : 'not_started');
    } else if (reason.kind === 'notFound') this.#set(serviceName, 'gone');
    else this.#set(serviceName, 'failed', (explained(reason) as Error).message);
  }

  #set(serviceName: string, outcome: MoveOutcome['outcome'], detail: string | null = null): void {
    this.#outcomes.set(serviceName, { serviceName, outcome, detail });
  }

  #has(outcome: MoveOutcome['outcome']): boolean {
    return [...this.#outcomes.values()].some((one) => one.outcome === outcome);
  }
}
