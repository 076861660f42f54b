/** The static IP addresses of a project, and which service has each (docs/internals/api.md#static-ip-addresses). */

import type { Api, CallOptions } from '../call/api';
import { requestInWait } from '../call/create-time';
import { OutageTolerance } from '../call/outage';
import { path } from '../call/path';
import { defaults } from '../defaults';
import { AivenError, type AivenErrorKind } from '../errors/aiven-error';
import { isAborted, isConflict } from '../errors/guards';
import { readStaticIp, type StaticIp } from '../model/static-ip';
import type { Settings } from '../settings';
import { poll } from '../time/poll';

function mayBeDone(error: unknown): error is AivenError {
  return error instanceof AivenError && (error.ambiguous || isConflict(error));
}

export class StaticIps {
  constructor(
    private readonly api: Api,
    private readonly settings: Settings,
  ) {}

  async list(project: string, options: CallOptions = {}): Promise<StaticIp[]> {
    return this.api.call({
      ...options,
      operation: 'StaticIPList',
      project,
      path: path`/v1/project/${project}/static-ips`,
      parse: (response) => response.list('static_ips', readStaticIp),
    });
  }

  /** Assigns an address to a service. Succeeds if the service already has it. @throws AivenError */
  async associate(project: string, id: string, serviceName: string, options: CallOptions = {}): Promise<void> {
    const isDone = async () => (await this.ownerOf(project, id, options)) === serviceName;
    await this.settle(
      () => this.call('ProjectStaticIPAssociate', project, id, options, isDone, { service_name: serviceName }),
      isDone,
    );
  }

  /** Takes an address from its service. Succeeds if no service has it. @throws AivenError */
  async dissociate(project: string, id: string, options: CallOptions = {}): Promise<void> {
    const isDone = async () => (await this.ownerOf(project, id, options)) === null;
    await this.settle(() => this.call('ProjectStaticIPDissociate', project, id, options, isDone), isDone);
  }

  /**
   * Resolves when the service has these addresses and no others.
   * @throws AivenError of kind `timeout` or `aborted`
   */
  async waitUntilSettled(
    project: string,
    serviceName: string,
    ids: readonly string[],
    wait: CallOptions = {},
  ): Promise<void> {
    const { clock } = this.settings;
    const deadline = wait.deadline ?? clock.now() + defaults.waitTimeoutMs;
    const outage = new OutageTolerance(clock);
    const wanted = [...ids].sort().join();
    const failed = (kind: AivenErrorKind, what: string) =>
      new AivenError({
        kind,
        summary: `The wait for the static IP addresses of service "${serviceName}" in project "${project}" ${what}.`,
        operation: 'StaticIPList',
        project,
      });
    const aborted = () => failed('aborted', 'was aborted');
    await poll({ clock, backoff: defaults.poll, deadline, signal: wait.signal, aborted }, async () => {
      const all = await outage.try(() => this.list(project, requestInWait(wait, clock)));
      const own = all?.filter((address) => address.serviceName === serviceName);
      const isReady = own?.every(({ state }) => state === 'available' || state === 'assigned');
      if (
        isReady &&
        own
          ?.map(({ id }) => id)
          .sort()
          .join() === wanted
      ) {
        return true;
      }
      if (clock.now() >= deadline) throw failed('timeout', 'timed out');
      return undefined;
    });
  }

  /** Sends a request. An error is no failure when the list shows the wanted result. */
  private async settle(send: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
    try {
      await send();
    } catch (error) {
      if (isAborted(error) || !mayBeDone(error) || !(await isDone())) throw error;
    }
  }

  private async ownerOf(project: string, id: string, options: CallOptions): Promise<string | null> {
    const all = await this.list(project, options);
    return all.find((address) => address.id === id)?.serviceName ?? null;
  }

  private call(
    operation: 'ProjectStaticIPAssociate' | 'ProjectStaticIPDissociate',
    project: string,
    id: string,
    options: CallOptions,
    isDone: () => Promise<boolean>,
    body?: object,
  ): Promise<void> {
    return this.api.call({
      ...options,
      operation,
      subject: `static IP address "${id}"`,
      project,
      path: path`/v1/project/${project}/static-ips/${id}/association`,
      body,
      findEarlier: async () => ((await isDone()) ? { value: undefined } : undefined),
      parse: (response) => {
        if (readStaticIp(response).id === id) return;
        throw response.violation('static_ip_address_id', 'the requested address', response.raw('static_ip_address_id'));
      },
    });
  }
}
