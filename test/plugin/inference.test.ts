/** The types that follow from a schema, held by the compiler: `npm run typecheck` fails when one of these lines is wrong. */

import {
  type ConfigOf,
  type Dynamic,
  defineDataSource,
  defineFunction,
  defineProvider,
  defineResource,
  type NumberValue,
  type PlanOf,
  type Schema,
  type StateOf,
  timeoutsBlock,
  type Unknown,
} from '../../src/plugin';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};

const schema = {
  attributes: {
    project: { type: 'string', required: true, validators: [(value) => (value.length > 5 ? 'too long' : undefined)] },
    enabled: { type: 'bool', optional: true, computed: true, default: true },
    id: { type: 'string', computed: true, useStateForUnknown: true },
    size: { type: 'number', optional: true, semanticEquals: (prior, next) => String(prior) === String(next) },
    labels: { type: ['map', 'string'], optional: true },
    matrix: { type: ['list', ['set', 'number']], optional: true },
    endpoint: { type: ['object', { host: 'string', port: 'number' }], optional: true },
    settings: { type: 'dynamic', optional: true },
    nodes: {
      nested: {
        nesting: 'list',
        attributes: { name: { type: 'string', required: true }, address: { type: 'string', computed: true } },
      },
      computed: true,
    },
  },
  blocks: {
    timeouts: timeoutsBlock(['create', 'delete']),
    tag: { nesting: 'set', attributes: { key: { type: 'string', required: true } } },
  },
} as const satisfies Schema;

type State = StateOf<typeof schema>;
type Plan = PlanOf<typeof schema>;
type Config = ConfigOf<typeof schema>;

describe('types inferred from a schema', () => {
  test('required attributes are never null, the others may be', () => {
    holds<Same<State['project'], string>>();
    holds<Same<State['enabled'], boolean | null>>();
    holds<Same<State['id'], string | null>>();
    holds<Same<State['size'], NumberValue | null>>();
  });

  test('in a plan only what is computed may be unknown', () => {
    holds<Same<Plan['project'], string>>();
    holds<Same<Plan['size'], NumberValue | null>>();
    holds<Same<Plan['enabled'], boolean | null | Unknown>>();
    holds<Same<Plan['id'], string | null | Unknown>>();
  });

  test('in a configuration everything may be unknown, inside collections too', () => {
    holds<Same<Config['project'], string | Unknown>>();
    holds<Same<Config['labels'], { [key: string]: string | Unknown } | null | Unknown>>();
    holds<Same<Config['matrix'], ((NumberValue | Unknown)[] | Unknown)[] | null | Unknown>>();
  });

  test('collections, objects and dynamic values keep their form', () => {
    holds<Same<State['labels'], { [key: string]: string } | null>>();
    holds<Same<State['matrix'], NumberValue[][] | null>>();
    holds<Same<State['endpoint'], { host: string | null; port: NumberValue | null } | null>>();
    holds<Same<State['settings'], Dynamic | null>>();
  });

  test('nested attributes and blocks are objects of their own', () => {
    const nodes: State['nodes'] = [{ name: 'a', address: null }];
    const planned: NonNullable<Plan['nodes']> = [{ name: 'a', address: 'b' }];
    const tags: State['tag'] = [{ key: 'a' }];
    const limits: State['timeouts'] = { create: '20m', delete: null };
    // @ts-expect-error a node's name is required
    const wrong: State['nodes'] = [{ address: null }];
    // @ts-expect-error no limit for update in this block
    const update: State['timeouts'] = { create: null, delete: null, update: '20m' };
    expect([nodes, planned, tags, limits, wrong, update]).toHaveLength(6);
  });

  test('a definition types its methods by its schema and its client', () => {
    interface Client {
      find(project: string): Promise<string>;
    }
    const resource = defineResource<Client>()({
      type: 'demo_thing',
      schema: {
        attributes: {
          name: { type: 'string', required: true, validators: [(value) => (value === '' ? 'empty' : undefined)] },
          id: { type: 'string', computed: true },
        },
        blocks: { timeouts: timeoutsBlock(['create']) },
      },
      plan({ planned, prior }) {
        // @ts-expect-error there is no prior state on create
        prior.name;
        return planned;
      },
      async create(plan, ctx) {
        ctx.saveState({ id: '1' });
        // @ts-expect-error an id is text
        ctx.saveState({ id: 1 });
        // @ts-expect-error no such attribute
        plan.nome;
        return { id: await ctx.session.find(plan.name) };
      },
      async read(state) {
        return { id: state.id };
      },
      async delete() {},
      // @ts-expect-error a name is text
      async importState(id) {
        return { name: id.length };
      },
    });
    const source = defineDataSource<Client>()({
      type: 'demo_thing',
      schema: { attributes: { name: { type: 'string', required: true } } },
      async read(config) {
        const name: string = config.name;
        return { name };
      },
    });
    defineProvider({
      name: 'demo',
      schema: { attributes: { token: { type: 'string', optional: true } } },
      configure(config): Client {
        const token: string | null | Unknown = config.token;
        return { find: async () => String(token) };
      },
      resources: [resource],
      dataSources: [source],
    });
    defineProvider({
      name: 'demo',
      schema: { attributes: {} },
      configure: () => 'not a client',
      // @ts-expect-error the resource wants another client
      resources: [resource],
    });
    expect(resource.type).toBe('demo_thing');
  });

  test('the arguments and the result of a function have the types of its parameters', () => {
    const definition = defineFunction({
      name: 'sample',
      summary: 'A sample.',
      description: 'A sample.',
      parameters: [
        { name: 'text', type: 'string' },
        { name: 'size', type: 'number', allowNull: true },
        { name: 'labels', type: ['map', 'string'], allowUnknown: true },
      ],
      variadic: { name: 'more', type: 'bool' },
      returns: ['object', { text: 'string' }],
      run(text, size, labels, ...more) {
        holds<Same<typeof text, string>>();
        holds<Same<typeof size, NumberValue | null>>();
        holds<Same<typeof labels, { [key: string]: string | Unknown } | Unknown>>();
        holds<Same<typeof more, boolean[]>>();
        return { text };
      },
    });
    defineFunction({
      name: 'sample',
      summary: 'A sample.',
      description: 'A sample.',
      parameters: [],
      returns: 'string',
      // @ts-expect-error the result must be text
      run: () => 1,
    });
    expect(definition.name).toBe('sample');
  });
});
