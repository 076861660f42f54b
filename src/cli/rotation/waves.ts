/** The services of a rotation, moved in waves: one that fails holds up nobody but itself. */

import type { AivenClient, AivenError, Cmk, Service } from '../../client';
import { CliError } from '../errors/cli-error';
import { explained } from '../errors/problem';
import type { MoveOutcome, RotationPlan, RotationSettings } from './model';
import { wavesOf } from './plan';

/** Failures that are never about one service. */
const everybodys: readonly string[] = ['unauthorized', 'featureNotEnabled'];

export class Waves {
  readonly #outcomes = new Map<string, MoveOutcome>();
  /** What is being waited for, with what was seen of it last. */
  readonly #waiting = new Map<string, string>();
  #stoppedBy: unknown = null;

  constructor(
    private readonly client: AivenClient,
    private readonly plan: RotationPlan,
    private readonly to: Cmk,
    private readonly settings: RotationSettings,
  ) {}

  async run(): Promise<{ moves: MoveOutcome[]; stoppedBy: unknown }> {
    const { move, follow } = this.plan;
    const { parallel, output } = this.settings;
    for (const { serviceName } of move) this.#set(serviceName, 'not_started');
    for (const { serviceName } of follow) this.#set(serviceName, 'in_progress');
    const waves = wavesOf(move, parallel);
    for (const [index, wave] of waves.entries()) {
      if (this.#isOver) break;
      if (waves.length > 1) output.note(`Wave ${index + 1} of ${waves.length}: ${namesOf(wave)}`);
      await this.#bringAll(wave, true);
    }
    // Last, and all at once: one that an earlier run left stuck is not to keep others from moving.
    if (follow.length > 0 && !this.#isOver) {
      output.note(`Waiting for those on the way already: ${namesOf(follow)}`);
      await this.#bringAll(follow, false);
    }
    return { moves: [...this.#outcomes.values()], stoppedBy: this.#stoppedBy };
  }

  get #isOver(): boolean {
    return this.settings.signal.aborted || this.#stoppedBy !== null;
  }

  async #bringAll(services: readonly Service[], mustMove: boolean): Promise<void> {
    await Promise.all(services.map((service) => this.#bring(service, mustMove)));
    const failed = services.some(({ serviceName }) =>
      ['failed', 'gone'].includes(this.#outcomes.get(serviceName)?.outcome ?? ''),
    );
    if (failed && !this.#isOver) await this.#tryKey();
  }

  /** Whether the token, the way to the API, the project and the key are still good for the services that come. */
  async #tryKey(): Promise<void> {
    const { signal } = this.settings;
    const { project } = this.plan;
    const { cmkId } = this.to;
    try {
      const { status } = await this.client.cmks.get(project, cmkId, { signal });
      if (status === 'deleted') this.#stoppedBy = new CliError(`Key ${cmkId} of project ${project} is deleted.`);
    } catch (reason) {
      if (!signal.aborted) this.#stoppedBy = reason;
    }
  }

  async #bring({ serviceName }: Service, mustMove: boolean): Promise<void> {
    const { client, plan, to } = this;
    const { signal, timeoutMs } = this.settings;
    try {
      if (mustMove) await client.services.update(plan.project, serviceName, { cmkId: to.cmkId }, { signal });
      this.#set(serviceName, 'in_progress');
      const deadline = client.deadlineAfter(timeoutMs);
      const wait = { cmkId: to.cmkId, deadline, signal, onProgress: this.#progress(serviceName) };
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
      const begun = reason.ambiguous || this.#outcomes.get(serviceName)?.outcome === 'in_progress';
      this.#set(serviceName, begun ? 'in_progress' : 'not_started');
    } else if (reason.kind === 'notFound') this.#set(serviceName, 'gone');
    else {
      this.#set(serviceName, 'failed', (explained(reason) as Error).message);
      if (everybodys.includes(reason.kind)) this.#stoppedBy ??= reason;
    }
  }

  #set(serviceName: string, outcome: MoveOutcome['outcome'], detail: string | null = null): void {
    this.#outcomes.set(serviceName, { serviceName, outcome, detail });
  }
}

const namesOf = (services: readonly Service[]) => services.map(({ serviceName }) => serviceName).join(', ');
