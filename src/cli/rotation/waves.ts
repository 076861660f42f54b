/** Moves services in waves. A service that fails does not hold up the others. */

import type { AivenClient, AivenError, Cmk, Service } from '../../client';
import { explain } from '../errors/explain';
import { explainFirstKey } from '../errors/first-key';
import type { MoveOutcome, RotationPlan, RotationSettings } from './model';
import { deletedKey, wavesOf } from './plan';

/** Failures that concern every service of the project. */
const projectWideKinds: readonly string[] = ['unauthorized', 'featureNotEnabled'];

export class Waves {
  private readonly outcomes = new Map<string, MoveOutcome>();
  /** The services being waited for, each with its last known status. */
  private readonly waiting = new Map<string, string>();
  private stoppedBy: unknown = null;

  constructor(
    private readonly client: AivenClient,
    private readonly plan: RotationPlan,
    private readonly to: Cmk,
    private readonly settings: RotationSettings,
  ) {}

  async run(): Promise<{ moves: MoveOutcome[]; stoppedBy: unknown }> {
    const { move, follow } = this.plan;
    const { parallel, output } = this.settings;
    for (const { serviceName } of move) this.set(serviceName, 'not_started');
    for (const { serviceName } of follow) this.set(serviceName, 'in_progress');
    const waves = wavesOf(move, parallel);
    for (const [index, wave] of waves.entries()) {
      if (this.isStopped) break;
      if (waves.length > 1) output.note(`Wave ${index + 1} of ${waves.length}: ${namesOf(wave)}`);
      await this.moveAll(wave, 'move');
    }
    // Last, and all concurrently: a service that an earlier run left stuck must not delay the others.
    if (follow.length > 0 && !this.isStopped) {
      output.note(`Waiting for services that are already moving: ${namesOf(follow)}`);
      await this.moveAll(follow, 'follow');
    }
    return { moves: [...this.outcomes.values()], stoppedBy: this.stoppedBy };
  }

  private get isStopped(): boolean {
    return this.settings.signal.aborted || this.stoppedBy !== null;
  }

  private async moveAll(services: readonly Service[], mode: 'move' | 'follow'): Promise<void> {
    await Promise.all(services.map((service) => this.moveOne(service, mode)));
    const failed = services.some(({ serviceName }) =>
      ['failed', 'gone'].includes(this.outcomes.get(serviceName)?.outcome ?? ''),
    );
    if (failed && !this.isStopped) await this.checkKey();
  }

  /** Stops the rotation if the failure was not about one service: the token, the API, the project or the key. */
  private async checkKey(): Promise<void> {
    const { signal } = this.settings;
    const { project } = this.plan;
    const { cmkId } = this.to;
    try {
      const { status } = await this.client.cmks.get(project, cmkId, { signal });
      if (status === 'deleted') this.stoppedBy = deletedKey(cmkId, project);
    } catch (error) {
      if (!signal.aborted) this.stoppedBy = error;
    }
  }

  private async moveOne({ serviceName, cmkId: before }: Service, mode: 'move' | 'follow'): Promise<void> {
    const { client, plan, to } = this;
    const { signal, timeoutMs } = this.settings;
    try {
      if (mode === 'move') await client.services.update(plan.project, serviceName, { cmkId: to.cmkId }, { signal });
      this.set(serviceName, 'in_progress');
      const deadline = client.deadlineAfter(timeoutMs);
      const wait = { cmkId: to.cmkId, deadline, signal, onProgress: this.progressOf(serviceName) };
      const { poweredOff } = await client.services.waitUntilReady(plan.project, serviceName, wait);
      this.set(serviceName, poweredOff ? 'powered_off' : 'moved');
    } catch (error) {
      this.fail(serviceName, error as AivenError, before);
    } finally {
      this.waiting.delete(serviceName);
    }
  }

  private progressOf(serviceName: string) {
    return ({ state, association }: { state: string | null; association: string | null }) => {
      this.waiting.set(serviceName, `${serviceName} ${association ?? state ?? ''}`);
      const moved = [...this.outcomes.values()].filter(({ outcome }) => outcome === 'moved').length;
      this.settings.output.progress(
        `Moved ${moved} of ${this.outcomes.size}; ${[...this.waiting.values()].join(', ')}`,
      );
    };
  }

  private fail(serviceName: string, error: AivenError, before: string | null): void {
    if (this.settings.signal.aborted) {
      // A request whose response was lost may have taken effect. The next run finds out.
      const begun = error.ambiguous || this.outcomes.get(serviceName)?.outcome === 'in_progress';
      this.set(serviceName, begun ? 'in_progress' : 'not_started');
    } else if (error.kind === 'notFound') this.set(serviceName, 'gone');
    else {
      const reason = before === null ? explainFirstKey(error, serviceName, this.to.cmkId) : error;
      this.set(serviceName, 'failed', (explain(reason) as Error).message);
      if (projectWideKinds.includes(error.kind)) this.stoppedBy ??= error;
    }
  }

  private set(serviceName: string, outcome: MoveOutcome['outcome'], detail: string | null = null): void {
    this.outcomes.set(serviceName, { serviceName, outcome, detail });
  }
}

const namesOf = (services: readonly Service[]) => services.map(({ serviceName }) => serviceName).join(', ');
