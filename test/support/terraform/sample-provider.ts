/** A provider with every feature of a schema, for tests of the plugin server: in memory, and served to the real Terraform. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DiagnosticError,
  defineDataSource,
  defineProvider,
  defineResource,
  isUnknown,
  type PlanOf,
  type Schema,
  type StateOf,
  timeoutsBlock,
} from '../../../src/plugin';

/** What the things are kept in: names by ID. */
export interface SampleStore {
  list(): string[];
  get(id: string): StoredThing | undefined;
  set(id: string, thing: StoredThing): void;
  delete(id: string): void;
  /** Tells the test that an operation has come to a certain point. */
  signal(what: string): void;
}
export interface StoredThing {
  readonly name: string;
  readonly revision: number;
}

export function memoryStore(): SampleStore & { readonly signals: string[] } {
  const things = new Map<string, StoredThing>();
  const signals: string[] = [];
  return {
    signals,
    list: () => [...things.keys()],
    get: (id) => things.get(id),
    set: (id, thing) => things.set(id, thing),
    delete: (id) => things.delete(id),
    signal: (what) => signals.push(what),
  };
}

/** One file a thing, so that the processes of one `terraform apply` and the test see the same. */
export function fileStore(folder: string): SampleStore & { takeSignal(what: string): boolean } {
  const file = (id: string) => join(folder, `${id}.json`);
  mkdirSync(folder, { recursive: true });
  return {
    list: () => readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : [])),
    get: (id) => (existsSync(file(id)) ? (JSON.parse(readFileSync(file(id), 'utf8')) as StoredThing) : undefined),
    set: (id, thing) => writeFileSync(file(id), JSON.stringify(thing)),
    delete: (id) => rmSync(file(id), { force: true }),
    signal: (what) => writeFileSync(join(folder, `${what}.signal`), ''),
    takeSignal(what) {
      const was = existsSync(join(folder, `${what}.signal`));
      rmSync(join(folder, `${what}.signal`), { force: true });
      return was;
    },
  };
}

class GoneError extends Error {}

const thingSchema = {
  version: 1,
  description: 'A **thing** with every kind of attribute.',
  attributes: {
    id: { type: 'string', computed: true, useStateForUnknown: true, description: 'Its id.' },
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [
        (name) => (name === 'bad' ? `"${name}" is not a name for a thing; expected anything else.` : undefined),
      ],
    },
    size: { type: 'number', optional: true, requiresReplace: ({ prior, planned }) => Number(planned) < Number(prior) },
    enabled: { type: 'bool', optional: true, computed: true, default: true },
    list: { type: ['list', 'string'], optional: true },
    set: { type: ['set', 'string'], optional: true },
    map: { type: ['map', 'string'], optional: true },
    object: { type: ['object', { host: 'string', port: 'number' }], optional: true },
    anything: { type: 'dynamic', optional: true },
    secret: { type: 'string', optional: true, sensitive: true },
    old: { type: 'string', optional: true, deprecated: 'Use `name` instead.' },
    code: {
      type: 'string',
      optional: true,
      semanticEquals: (prior, next) => prior.toLowerCase() === next.toLowerCase(),
    },
    revision: { type: 'number', computed: true },
    note: { type: 'string', computed: true, useStateForUnknown: true, description: 'From the private data.' },
    owner: {
      optional: true,
      nested: {
        nesting: 'single',
        attributes: {
          name: { type: 'string', required: true },
          email: { type: 'string', optional: true, computed: true, default: 'nobody@example.com' },
        },
      },
    },
    nodes: {
      optional: true,
      nested: {
        nesting: 'list',
        attributes: {
          name: { type: 'string', required: true },
          address: { type: 'string', computed: true, useStateForUnknown: true },
        },
      },
    },
    rules: {
      optional: true,
      nested: {
        nesting: 'set',
        attributes: {
          port: { type: 'number', required: true },
          rule_id: { type: 'string', computed: true, useStateForUnknown: true },
        },
      },
    },
    zones: {
      optional: true,
      nested: {
        nesting: 'map',
        attributes: { cidr: { type: 'string', required: true }, gateway: { type: 'string', computed: true } },
      },
    },
  },
  blocks: {
    timeouts: timeoutsBlock(['create', 'read', 'update', 'delete']),
    network: {
      nesting: 'single',
      attributes: { cidr: { type: 'string', optional: true }, gateway: { type: 'string', computed: true } },
    },
    disk: {
      nesting: 'list',
      attributes: {
        gigabytes: { type: 'number', required: true },
        device: { type: 'string', computed: true, useStateForUnknown: true },
      },
      blocks: { option: { nesting: 'list', attributes: { key: { type: 'string', required: true } } } },
    },
    tag: {
      nesting: 'set',
      attributes: { key: { type: 'string', required: true }, value: { type: 'string', optional: true } },
    },
  },
} as const satisfies Schema;

type Plan = PlanOf<typeof thingSchema>;
type State = StateOf<typeof thingSchema>;

/** Fills in what the provider computes. */
function computed(plan: Plan, id: string, revision: number): Partial<State> {
  const given = <T>(value: T) => value as Exclude<T, typeof import('../../../src/plugin').unknown>;
  return {
    ...given(plan as State),
    id,
    revision,
    note: 'made here',
    nodes: plan.nodes?.map(({ name }) => ({ name, address: `${name}.example.com` })) ?? null,
    rules: plan.rules?.map(({ port }) => ({ port, rule_id: `rule-${port}` })) ?? null,
    zones:
      plan.zones &&
      Object.fromEntries(Object.entries(plan.zones).map(([key, { cidr }]) => [key, { cidr, gateway: `gw-${cidr}` }])),
    network: plan.network && { cidr: plan.network.cidr, gateway: `gw-${plan.network.cidr}` },
    disk: plan.disk.map((disk, index) => ({ ...disk, device: `/dev/sd${index}` })),
  };
}

const thing = defineResource<SampleStore>()({
  type: 'sample_thing',
  schema: thingSchema,

  validate({ name, size }, ctx) {
    if (name === 'small' && typeof size === 'number' && size > 10) {
      ctx.error('Too large', `A small thing has a size of at most 10, got ${size}.`, ['size']);
    }
  },

  check({ action, again, planned, replaces }, ctx) {
    ctx.session.signal(`check-${action}${replaces ? ` for ${replaces.id}` : ''}${again ? ' again' : ''}`);
    if (planned?.name === 'warned') ctx.warn('This thing is warned about', `It is planned for: ${action}.`, ['name']);
  },

  async create(plan, ctx) {
    const id = `thing-${plan.name}`;
    ctx.private.set('note', 'made here');
    if (plan.name === 'waits') {
      ctx.session.signal('waiting');
      await new Promise((_, reject) => {
        if (ctx.signal.aborted) reject(ctx.signal.reason);
        ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason));
      });
    }
    ctx.session.set(id, { name: plan.name, revision: 1 });
    if (plan.name === 'halfway') {
      ctx.saveState({ id });
      throw new DiagnosticError('Failed halfway', 'It exists, but is not complete.', ['name']);
    }
    const state = computed(plan, id, 1);
    return plan.name === 'inconsistent' ? { ...state, size: 99, secret: 'leaked' } : state;
  },

  async read(state, ctx) {
    const id = state.id ?? '';
    const stored = ctx.session.get(id);
    if (stored === undefined) throw new GoneError(`There is no ${id}.`);
    const note = ctx.private.get('note');
    return { name: stored.name, revision: stored.revision, note: typeof note === 'string' ? note : 'imported' };
  },

  async update(plan, prior, ctx) {
    const id = prior.id ?? '';
    if (plan.list?.[0]?.startsWith('fails')) {
      if (plan.list[0] === 'fails after saving') ctx.saveState({ size: plan.size });
      throw new DiagnosticError('Failed halfway', 'Only the size has changed.');
    }
    const revision = (ctx.session.get(id)?.revision ?? 0) + 1;
    ctx.session.set(id, { name: plan.name, revision });
    return { ...computed(plan, id, revision), note: isUnknown(plan.note) ? 'made here' : plan.note };
  },

  async delete(state, ctx) {
    const id = state.id ?? '';
    if (ctx.session.get(id) === undefined) throw new GoneError(`There is no ${id}.`);
    ctx.session.delete(id);
  },

  importState(id) {
    if (!id.startsWith('thing-')) {
      throw new DiagnosticError('Invalid import ID', `"${id}" is not the ID of a thing; expected thing-NAME.`);
    }
    return { id, name: id.slice('thing-'.length), enabled: true };
  },

  upgradeState(raw, version) {
    return { ...(raw as Partial<State>), note: `upgraded from ${version}` };
  },

  moveState({ type, state }) {
    const name = String(state.text);
    return type === 'sample_plain' ? { id: `thing-${name}`, name, enabled: true } : undefined;
  },

  identity: {
    attributes: { id: { type: 'string', requiredForImport: true } },
    of: ({ id }) => ({ id }),
    importId: ({ id }) => String(id),
  },
});

/** Nothing optional: no update, no import. */
const plain = defineResource<SampleStore>()({
  type: 'sample_plain',
  schema: {
    attributes: {
      text: { type: 'string', required: true, requiresReplace: true },
      left: { type: 'string', computed: true },
    },
  },
  create: async ({ text, left }) => (text === 'unknown' ? ({ left } as object) : { left: `left of ${text}` }),
  read: async () => ({}),
  delete: async () => {},
});

const source = defineDataSource<SampleStore>()({
  type: 'sample_thing',
  schema: {
    attributes: {
      id: { type: 'string', required: true },
      name: { type: 'string', computed: true },
    },
    blocks: { timeouts: timeoutsBlock(['read']) },
  },
  async read({ id }, ctx) {
    const stored = ctx.session.get(id);
    if (stored === undefined) throw new DiagnosticError('Thing not found', `There is no thing "${id}".`, ['id']);
    return { name: stored.name };
  },
});

export const sampleProvider = (openStore: (folder: string) => SampleStore) =>
  defineProvider({
    name: 'sample',
    schema: {
      description: 'Things for tests.',
      attributes: { folder: { type: 'string', optional: true, description: 'Where the things are kept.' } },
    },
    validate({ folder }, ctx) {
      if (folder === '') ctx.error('Invalid folder', 'folder must not be empty.', ['folder']);
    },
    configure: ({ folder }): SampleStore => openStore(typeof folder === 'string' ? folder : ''),
    resources: [thing, plain],
    dataSources: [source],
    isGone: (error) => error instanceof GoneError,
  });
