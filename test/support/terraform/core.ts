/** Plays Terraform's core against a provider's handlers, values as msgpack: what core sends, and what it does with the answers. */

import { type Block, formatPath, type ObjectValue, type Provider, type Value } from '../../../src/plugin';
import { isMadeFrom, type Nested } from '../../../src/plugin/core/elements';
import { typeOfBlock } from '../../../src/plugin/core/schema-type';
import { rpcHandlers } from '../../../src/plugin/rpc';
import type { HandlerOptions } from '../../../src/plugin/rpc/provider-instance';
import { asObject, isSame } from '../../../src/plugin/value/compare';
import { isUnknown } from '../../../src/plugin/value/value';
import type { AttributePathStep, Diagnostic, DynamicValue } from '../../../src/plugin/wire/messages';
import { decodeValue, encodeValue } from '../../../src/plugin/wire/msgpack';
import { recordingLog, recordOutput } from '../secrets/leak-detector';

/** What is stored of an object. */
export interface StoredObject {
  readonly state: ObjectValue | null;
  readonly private: Uint8Array;
}

export interface PlanOptions {
  readonly deferralAllowed?: boolean;
  /** Whether core stores the private data of a plan and sends it as `plannedPrivate` in the apply (Terraform 1.16). */
  readonly storePlannedPrivate?: boolean;
  readonly plannedPrivate?: Uint8Array;
}

/** One process of the provider. After `apply`, plans count as part of that apply: use a new process to plan anew. */
export class Core {
  readonly handlers: ReturnType<typeof rpcHandlers>;
  readonly call = { signal: new AbortController().signal };

  constructor(
    readonly provider: Provider,
    options: HandlerOptions = {},
  ) {
    this.handlers = rpcHandlers(provider, { log: recordingLog, ...options });
  }

  schemaOf(typeName: string): Block {
    const found = this.provider.resources?.find(({ type }) => type === typeName);
    if (found === undefined) throw new Error(`no resource ${typeName}`);
    return found.schema;
  }

  encode(block: Block, value: ObjectValue | null): DynamicValue & { msgpack: Uint8Array; json: Uint8Array } {
    return { msgpack: encodeValue(typeOfBlock(block), value), json: new Uint8Array() };
  }

  decode(block: Block, message: DynamicValue | undefined): ObjectValue | null {
    return message?.msgpack === undefined
      ? null
      : (decodeValue(typeOfBlock(block), message.msgpack) as ObjectValue | null);
  }

  async configure(config: ObjectValue = {}): Promise<string[]> {
    const { diagnostics } = await this.handlers.ConfigureProvider(
      { terraformVersion: '1.11.4', config: this.encode(this.provider.schema, config), clientCapabilities: undefined },
      this.call,
    );
    return sentences(diagnostics);
  }

  async validate(typeName: string, config: ObjectValue): Promise<string[]> {
    const { diagnostics } = await this.handlers.ValidateResourceConfig(
      { typeName, config: this.encode(this.schemaOf(typeName), config), clientCapabilities: undefined },
      this.call,
    );
    return sentences(diagnostics);
  }

  async plan(typeName: string, config: ObjectValue | null, stored?: StoredObject, options: PlanOptions = {}) {
    const schema = this.schemaOf(typeName);
    const prior = stored?.state ?? null;
    // What is not written is null, and no blocks are an empty list.
    const complete = config && this.decode(schema, this.encode(schema, withEmptyBlocks(schema, config)));
    const response = await this.handlers.PlanResourceChange(
      {
        typeName,
        priorState: this.encode(schema, prior),
        proposedNewState: this.encode(schema, complete && proposedState(schema, prior, complete)),
        config: this.encode(schema, complete),
        priorPrivate: stored?.private ?? new Uint8Array(),
        providerMeta: undefined,
        clientCapabilities: {
          deferralAllowed: options.deferralAllowed ?? false,
          writeOnlyAttributesAllowed: true,
          storePlannedPrivate: options.storePlannedPrivate ?? false,
          computedBlocksAllowed: false,
        },
        priorIdentity: undefined,
        plannedPrivate: options.plannedPrivate ?? new Uint8Array(),
      },
      this.call,
    );
    return {
      config: complete,
      prior,
      planned: this.decode(schema, response.plannedState),
      private: response.plannedPrivate ?? new Uint8Array(),
      requiresReplace: (response.requiresReplace ?? []).map(({ steps }) => formatSteps(steps)),
      problems: sentences(response.diagnostics),
    };
  }

  /**
   * Plans a replacement as core does: with the prior state, then without it, but with the private data that the first plan returned.
   * Like core, it drops the warnings of the second plan unless that has an error. `isForced` is for `-replace` and
   * `replace_triggered_by`, whose first plan requires no replacement.
   */
  async planReplacement(
    typeName: string,
    config: ObjectValue,
    stored: StoredObject,
    { isForced = false, ...options }: PlanOptions & { readonly isForced?: boolean } = {},
  ) {
    const first = await this.plan(typeName, config, stored, options);
    const isRefused = first.problems.some((problem) => problem.startsWith('error'));
    if (isRefused) return { first, second: first, problems: first.problems };
    if (!isForced && first.requiresReplace.length === 0) throw new Error('the plan replaces nothing');
    const second = await this.plan(typeName, config, { state: null, private: first.private }, options);
    const isSecondShown = second.problems.some((problem) => problem.startsWith('error'));
    return { first, second, problems: [...first.problems, ...(isSecondShown ? second.problems : [])] };
  }

  async apply(typeName: string, plan: Awaited<ReturnType<Core['plan']>>) {
    const schema = this.schemaOf(typeName);
    const response = await this.handlers.ApplyResourceChange(
      {
        typeName,
        priorState: this.encode(schema, plan.prior),
        plannedState: this.encode(schema, plan.planned),
        config: this.encode(schema, plan.config),
        plannedPrivate: plan.private,
        providerMeta: undefined,
        plannedIdentity: undefined,
      },
      this.call,
    );
    return {
      state: this.decode(schema, response.newState),
      private: response.private ?? new Uint8Array(),
      identity: response.newIdentity?.identityData?.msgpack,
      problems: sentences(response.diagnostics),
    };
  }

  /** Plans and applies; throws when either has an error. */
  async put(typeName: string, config: ObjectValue | null, stored?: StoredObject) {
    const plan = await this.plan(typeName, config, stored);
    const applied = await this.apply(typeName, plan);
    const errors = [...plan.problems, ...applied.problems].filter((problem) => problem.startsWith('error'));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return applied;
  }

  /** Imports by ID and reads the object. Throws when either has an error. */
  async import(typeName: string, id: string): Promise<StoredObject> {
    const request = { typeName, id, clientCapabilities: undefined, identity: undefined };
    const { importedResources = [], diagnostics } = await this.handlers.ImportResourceState(request, this.call);
    const [imported] = importedResources;
    if (imported === undefined) throw new Error(sentences(diagnostics).join('\n'));
    const state = this.decode(this.schemaOf(typeName), imported.state);
    const read = await this.read(typeName, { state, private: imported.private ?? new Uint8Array() });
    if (read.state === null) throw new Error(`${id} does not exist: ${read.problems.join('\n')}`);
    return { state: read.state, private: read.private };
  }

  async read(typeName: string, stored: StoredObject) {
    const schema = this.schemaOf(typeName);
    const response = await this.handlers.ReadResource(
      {
        typeName,
        currentState: this.encode(schema, stored.state),
        private: stored.private,
        providerMeta: undefined,
        clientCapabilities: undefined,
        currentIdentity: undefined,
      },
      this.call,
    );
    return {
      state: this.decode(schema, response.newState),
      private: response.private ?? new Uint8Array(),
      problems: sentences(response.diagnostics),
    };
  }
}

const formatSteps = (steps: readonly AttributePathStep[] = []): string =>
  formatPath(steps.map((step) => step.attributeName ?? step.elementKeyString ?? Number(step.elementKeyInt)));

/** "error Summary: detail @path" */
export function sentences(diagnostics: readonly Diagnostic[] | undefined): string[] {
  return (diagnostics ?? []).map(({ severity, summary, detail, attribute }) => {
    const place = attribute?.steps === undefined ? '' : ` @${formatSteps(attribute.steps)}`;
    const sentence = `${severity === 1 ? 'error' : 'warning'} ${summary}: ${detail}${place}`;
    recordOutput('a diagnostic', sentence);
    return sentence;
  });
}

function withEmptyBlocks(block: Block, config: ObjectValue): ObjectValue {
  const filled = { ...config };
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    const value = filled[name] ?? (nested.nesting === 'single' ? null : []);
    filled[name] = Array.isArray(value) ? value.map((part) => withEmptyBlocks(nested, part as ObjectValue)) : value;
  }
  return filled;
}

/** Core's merge of configuration and prior state: computed attributes that are not configured keep their prior value. */
export function proposedState(block: Block, prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const proposed: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const [configured, before] = [config[name] ?? null, prior?.[name] ?? null];
    if (configured === null) proposed[name] = attribute.computed ? before : null;
    else proposed[name] = attribute.nested ? proposedNested(attribute.nested, before, configured) : configured;
  }
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    const configured = config[name] ?? (nested.nesting === 'single' ? null : []);
    proposed[name] = proposedNested(nested, prior?.[name] ?? null, configured);
  }
  return proposed;
}

function proposedNested(nested: Nested, prior: Value, config: Value): Value {
  if (config === null || isUnknown(config)) return config;
  const merge = (part: Value, before: Value | undefined): Value => {
    const object = asObject(part);
    return object === null ? part : proposedState(nested, asObject(before), object);
  };
  if (nested.nesting === 'single') return merge(config, prior);
  if (nested.nesting === 'map') {
    const entries = Object.entries(config as ObjectValue);
    return Object.fromEntries(entries.map(([key, part]) => [key, merge(part, asObject(prior)?.[key])]));
  }
  const before = Array.isArray(prior) ? prior : [];
  if (nested.nesting === 'list') return (config as Value[]).map((part, index) => merge(part, before[index]));
  return (config as Value[]).map((part) => {
    const same = before.find((candidate) => isMadeFrom(nested, part as ObjectValue, candidate as ObjectValue));
    return same !== undefined && !isSame(typeOfBlock(nested), part, same) ? merge(part, same) : part;
  });
}
