/** A provider with listable resources, for tests of `terraform query`. Each resource is named after its behavior. */

import { defineProvider, defineResource } from '../../../src/plugin';

/** How the lists of a test went. */
export interface ListLog {
  /** Things that were looked up, in order. */
  readonly found: string[];
  /** Lists that were ended, by core or at their end. */
  ended: number;
  options: unknown;
}

const thing = defineResource<ListLog>()({
  type: 'listed_thing',
  schema: {
    version: 3,
    attributes: {
      id: { type: 'string', computed: true },
      name: { type: 'string', required: true, requiresReplace: true },
      size: { type: 'number', optional: true, requiresReplace: true },
      color: { type: 'string', optional: true, computed: true, default: 'grey', requiresReplace: true },
      region: { type: 'string', optional: true, computed: true, requiresReplace: true },
      secret: { type: 'string', optional: true, sensitive: true, requiresReplace: true },
      once: { type: 'string', optional: true, writeOnly: true, requiresReplace: true },
      parts: {
        optional: true,
        requiresReplace: true,
        nested: {
          nesting: 'list',
          attributes: { name: { type: 'string', required: true }, serial: { type: 'string', computed: true } },
        },
      },
    },
    blocks: {
      tag: { nesting: 'set', attributes: { key: { type: 'string', required: true } } },
      timeouts: { nesting: 'single', attributes: { read: { type: 'string', optional: true } } },
    },
  },
  create: async () => ({}),
  read: async () => ({}),
  delete: async () => {},
  identity: {
    attributes: { id: { type: 'string', requiredForImport: true } },
    of: ({ id }) => ({ id }),
    importId: ({ id }) => String(id),
  },
  // A region of its own is what everybody has.
  writtenConfig: ({ region }) => ({ region: region === 'home' ? null : region }),
  list: {
    schema: {
      attributes: {
        prefix: {
          type: 'string',
          required: true,
          validators: [(text) => (text === '' ? '"" is no prefix; expected some text.' : undefined)],
        },
        count_to: { type: 'number', optional: true },
      },
    },
    validate({ prefix, count_to: end }, ctx) {
      if (prefix === 'few' && Number(end) > 3) ctx.error('Too many', `Few are at most 3, got ${end}.`, ['count_to']);
    },
    async *objects({ prefix, count_to: end }, options, { session: client, warn }) {
      client.options = options;
      try {
        for (let index = 1; index <= Number(end ?? 3); index += 1) {
          const name = `${prefix}${index}`;
          client.found.push(name);
          if (name === 'warned2') warn('Slow down', 'That is a lot of things.', ['count_to']);
          if (name === 'broken2') throw new Error('the connection was lost');
          const id = prefix === 'nameless' ? null : `id-${name}`;
          yield { displayName: `Thing ${name}`, state: { id, name, size: index } };
        }
      } finally {
        client.ended += 1;
      }
    },
  },
});

const plain = defineResource<ListLog>()({
  type: 'listed_plain',
  schema: { attributes: { id: { type: 'string', computed: true } } },
  create: async () => ({}),
  read: async () => ({}),
  delete: async () => {},
});

export const newListLog = (): ListLog => ({ found: [], ended: 0, options: undefined });

export const listedProvider = (log: ListLog) =>
  defineProvider({ name: 'listed', schema: { attributes: {} }, configure: () => log, resources: [thing, plain] });
