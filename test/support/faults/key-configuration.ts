/** A configuration with keys, bindings and one service, its state, and how Terraform applies it in a random order. */

import type { Emulator } from '../../../src/emulator';
import { type ObjectValue, unknown } from '../../../src/plugin';
import { gcpKey, project } from '../emulator/client';
import type { AivenCore } from '../emulator/core';
import type { Random } from '../random';
import type { Core, StoredObject } from '../terraform/core';

const [keyType, bindingType, serviceType] = ['aiven_cmk', 'aiven_cmk_service_association', 'aiven_pg'] as const;
type Plan = Awaited<ReturnType<Core['plan']>>;

interface Resource {
  type: string;
  /** Without `cmk_id`, which follows from `key`. */
  config: ObjectValue;
  /** Address of its key. */
  key?: string;
}

interface Stored extends StoredObject {
  type: string;
  tainted: boolean;
}

interface Change {
  address: string;
  type: string;
  /** The old object's plan, when it is deleted before the new one is created. */
  destroy?: Plan;
  put?: Plan;
}

interface Stage extends Pick<AivenCore, 'start'> {
  random: Random;
  emulator: Emulator;
}

export class KeyConfiguration {
  readonly problems: string[] = [];
  private readonly resources = new Map<string, Resource>();
  private readonly state = new Map<string, Stored>();
  private readonly forced = new Set<string>();
  private made = 0;

  constructor(
    readonly name: string,
    private readonly services: readonly string[],
    private readonly stage: Stage,
  ) {
    for (const key of ['first', 'second']) this.resources.set(key, { type: keyType, config: this.newKey() });
    for (const service_name of services) this.bind(service_name);
    if (stage.random.chance(0.35)) this.setOwnService();
  }

  /** Edits the configuration, or what it is compared with. */
  change(): void {
    const { random } = this.stage;
    for (let edit = 0; edit <= random.below(3); edit += 1) {
      const bindings = this.addressesOf(bindingType);
      const address = random.pick(bindings);
      const resource = this.resources.get(address) as Resource;
      random.pick([
        () => this.rename(address),
        () => this.rename(address),
        () => this.resources.set(this.anyKey(), { type: keyType, config: this.newKey() }),
        () => this.resources.set(address, { ...resource, key: this.anyKey() }),
        () => this.resources.has('own') && this.setOwnService(),
        () => this.setOnDestroy(address, random.pick(['keep', 'detach'])),
        () => bindings.length > 1 && this.resources.delete(address),
        () => this.bindAnother(),
        () => this.forced.add(address),
        () => this.taint(address),
        () => this.drift(resource),
      ])();
    }
  }

  /** Plans and applies. With `interrupt`, Terraform is stopped at a random moment. */
  async apply(interrupt: boolean): Promise<'applied' | 'no changes' | 'interrupted' | 'failed'> {
    const { random, start } = this.stage;
    const planner = await start();
    await this.refresh(planner);
    const changes: Change[] = [];
    const errors: string[] = [];
    for (const address of this.shuffled([...new Set([...this.resources.keys(), ...this.state.keys()])])) {
      const { change, problems } = await this.plan(planner, address);
      errors.push(...problems.filter(isError));
      if (change !== undefined) changes.push(change);
    }
    if (errors.length > 0) return this.fail(errors);
    if (changes.length === 0) {
      // Someone else may have moved the service away and back, and Aiven finishes the move.
      this.check('a plan without changes', ['active', 'activating']);
      return 'no changes';
    }
    const core = await start();
    const stop = interrupt ? this.stopLater(core) : Promise.resolve();
    const isParallel = random.chance(0.6);
    const keys = changes.filter(({ type }) => type === keyType);
    const others = this.shuffled(changes.filter(({ type }) => type !== keyType));
    const run = async (steps: readonly (() => Promise<string[]>)[]) => {
      if (errors.length > 0) return;
      if (isParallel) errors.push(...(await Promise.all(steps.map((step) => step()))).flat());
      else for (const step of steps) errors.push(...(await step()));
    };
    await run(keys.flatMap((change) => (change.put === undefined ? [] : [() => this.put(core, change)])));
    // A destroy and a create at one address are in order, all others are not.
    await run(
      others.map((change) => async () => {
        const failed = change.destroy === undefined ? [] : await this.destroy(core, change);
        return failed.length > 0 || change.put === undefined ? failed : this.put(core, change);
      }),
    );
    await run(keys.flatMap((change) => (change.destroy === undefined ? [] : [() => this.destroy(core, change)])));
    await stop;
    if (errors.length > 0) return interrupt ? 'interrupted' : this.fail(errors);
    this.forced.clear();
    this.check('an apply');
    return 'applied';
  }

  private async plan(core: Core, address: string): Promise<{ change?: Change; problems: string[] }> {
    const resource = this.resources.get(address);
    const stored = this.state.get(address);
    const type = (resource ?? stored)?.type as string;
    if (resource === undefined) {
      const destroy = await core.plan(type, null, stored);
      return { change: { address, type, destroy }, problems: destroy.problems };
    }
    const config = this.configOf(resource);
    if (stored === undefined) {
      const put = await core.plan(type, config);
      return { change: { address, type, put }, problems: put.problems };
    }
    const deletes = (put: Plan): Plan => ({ ...put, config: null, prior: stored.state, planned: null });
    if (stored.tainted) {
      const put = await core.plan(type, config);
      return { change: { address, type, put, destroy: deletes(put) }, problems: put.problems };
    }
    const first = await core.plan(type, config, stored);
    const isForced = this.forced.has(address);
    if (isForced || first.requiresReplace.length > 0) {
      const put = await core.plan(type, config, { state: null, private: first.private });
      return { change: { address, type, put, destroy: deletes(put) }, problems: [...first.problems, ...put.problems] };
    }
    const isSame = JSON.stringify(first.planned, withUnknown) === JSON.stringify(stored.state, withUnknown);
    return { change: isSame ? undefined : { address, type, put: first }, problems: first.problems };
  }

  /** Like core: plans again with what is known by now, without the private data of the first plan. */
  private async put(core: Core, { address, type, destroy }: Change): Promise<string[]> {
    const resource = this.resources.get(address) as Resource;
    const isKey = type === keyType;
    const stored = destroy !== undefined ? undefined : this.state.get(address);
    const plan = await core.plan(type, this.configOf(resource, true), stored);
    const refusals = plan.problems.filter(isError);
    if (refusals.length > 0) return refusals;
    if (JSON.stringify(plan.planned, withUnknown) === JSON.stringify(stored?.state, withUnknown)) return [];
    const { state, private: kept, problems } = await core.apply(type, plan);
    const errors = problems.filter(isError);
    // The old key stays as a deposed object until its services have moved.
    if (isKey && destroy !== undefined && state !== null) {
      this.state.set(`${address} (deposed)`, this.state.get(address) as Stored);
    }
    if (state !== null) {
      this.state.set(address, { type, state, private: kept, tainted: stored === undefined && errors.length > 0 });
    }
    return errors;
  }

  private async destroy(core: Core, { address, type, destroy }: Change): Promise<string[]> {
    const deposed = `${address} (deposed)`;
    const place = this.state.has(deposed) ? deposed : address;
    const stored = this.state.get(place) as Stored;
    const { state, problems } = await core.apply(type, { ...(destroy as Plan), prior: stored.state });
    if (state === null) this.state.delete(place);
    return problems.filter(isError);
  }

  private async refresh(core: Core): Promise<void> {
    for (const [address, stored] of [...this.state]) {
      const { state, private: kept } = await core.read(stored.type, stored);
      if (state === null) this.state.delete(address);
      else this.state.set(address, { ...stored, state, private: kept });
    }
  }

  private async stopLater(core: Core): Promise<void> {
    const turns = this.stage.random.below(60);
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    await core.handlers.StopProvider();
  }

  /** The key of a resource is unknown in a plan that creates or replaces the key. */
  private configOf({ config, key }: Resource, isApply = false): ObjectValue {
    if (key === undefined) return config;
    const stored = this.state.get(key)?.state;
    const isCurrent = stored?.resource === this.resources.get(key)?.config.resource && !this.forced.has(key);
    return { ...config, cmk_id: stored && (isApply || isCurrent) ? (stored.cmk_id as string) : unknown };
  }

  private check(after: string, allowed: readonly unknown[] = ['active']): void {
    for (const { type, config, key } of this.resources.values()) {
      if (type === keyType || key === undefined) continue;
      const serviceName = config.service_name as string;
      const expected = this.state.get(key)?.state?.cmk_id;
      const { services, associations } = this.stage.emulator.store.project(project);
      const actual = services.get(serviceName)?.cmk_id;
      const status = associations.find((one) => one.serviceName === serviceName && one.cmkId === expected)?.status;
      if (actual !== expected || !allowed.includes(status)) {
        this.problems.push(`after ${after}, "${serviceName}" is on ${actual} (${status}), not on ${String(expected)}`);
      }
    }
  }

  private fail(errors: readonly string[]): 'failed' {
    this.problems.push(...errors);
    return 'failed';
  }

  private bind(service_name: string): void {
    const config = { project, service_name };
    this.resources.set(`binding-${this.made++}`, { type: bindingType, config, key: this.anyKey() });
  }

  private setOwnService(): void {
    const config = { project, service_name: `${this.name}-own`, plan: 'startup-4' };
    this.resources.set('own', { type: serviceType, config, key: this.anyKey() });
  }

  private bindAnother(): void {
    const bound = this.addressesOf(bindingType).map((address) => this.resources.get(address)?.config.service_name);
    const free = this.services.find((name) => !bound.includes(name));
    if (free !== undefined) this.bind(free);
  }

  private rename(address: string): void {
    const resource = this.resources.get(address);
    if (resource === undefined) return;
    this.resources.delete(address);
    this.resources.set(`binding-${this.made++}`, resource);
  }

  private setOnDestroy(address: string, on_destroy: string): void {
    const resource = this.resources.get(address);
    if (resource !== undefined) {
      this.resources.set(address, { ...resource, config: { ...resource.config, on_destroy } });
    }
  }

  private taint(address: string): void {
    const stored = this.state.get(address);
    if (stored !== undefined) this.state.set(address, { ...stored, tainted: true });
  }

  /** Someone moves a service to another key of the configuration, or to Aiven-managed keys. */
  private drift({ config }: Resource): void {
    const cmk_id = this.state.get(this.anyKey())?.state?.cmk_id ?? '00000000-0000-0000-0000-000000000000';
    this.stage.emulator.call('ServiceUpdate', project, { serviceName: config.service_name as string }, { cmk_id });
  }

  private newKey(): ObjectValue {
    return { project, cmk_provider: 'gcp', resource: `${gcpKey}-${this.name}-${this.made++}` };
  }

  private anyKey(): string {
    return this.stage.random.pick(['first', 'second']);
  }

  private addressesOf(type: string): string[] {
    return [...this.resources].filter(([, resource]) => resource.type === type).map(([address]) => address);
  }

  private shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    return items.map(() => left.splice(this.stage.random.below(left.length), 1)[0] as T);
  }
}

const isError = (problem: string) => problem.startsWith('error');

const withUnknown = (_: string, value: unknown) => (typeof value === 'symbol' ? 'unknown' : value);
