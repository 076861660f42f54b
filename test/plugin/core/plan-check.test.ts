/** Plans that core would refuse, refused before core sees them, by the attribute's name. */

import { type Attributes, DiagnosticError, type Schema, unknown, type Value } from '../../../src/plugin';
import { type AdjustPlan, computePlan } from '../../../src/plugin/core/plan';
import { proposedState } from '../../support/terraform/core';

interface Given {
  readonly attributes: Attributes;
  readonly blocks?: Schema['blocks'];
  readonly config: { [name: string]: Value };
  readonly adjust: AdjustPlan;
}

const plan = ({ adjust, config, ...schema }: Given) =>
  computePlan(schema, { prior: null, config, proposed: proposedState(schema, null, config) }, adjust);

const name = { type: 'string', required: true } as const;
const color = { type: 'string', optional: true, computed: true } as const;

describe('a plan as the author adjusted it', () => {
  const refused: [string, Given, RegExp, unknown[]][] = [
    [
      'a configured value that is changed',
      { attributes: { name }, config: { name: 'a' }, adjust: () => ({ name: 'b' }) },
      /Attribute name: the planned value must be the configured or the prior value/,
      ['name'],
    ],
    [
      'a value for what is neither configured nor computed',
      {
        attributes: { note: { type: 'string', optional: true } },
        config: { note: null },
        adjust: () => ({ note: 'x' }),
      },
      /Attribute note: it is neither configured nor computed, so it must be null/,
      ['note'],
    ],
    [
      'an element that is dropped from a list of nested objects',
      {
        attributes: { list: { optional: true, nested: { nesting: 'list', attributes: { name } } } },
        config: { list: [{ name: 'a' }, { name: 'b' }] },
        adjust: () => ({ list: [{ name: 'a' }] }),
      },
      /Attribute list: it must have as many elements as configured: expected 2, got 1/,
      ['list'],
    ],
    [
      'a change deep inside a block',
      {
        attributes: {},
        blocks: {
          list: { nesting: 'list', attributes: {}, blocks: { inner: { nesting: 'single', attributes: { name } } } },
        },
        config: { list: [{ inner: { name: 'a' } }] },
        adjust: () => ({ list: [{ inner: { name: 'b' } }] }),
      },
      /Attribute list\[0\]\.inner\.name: /,
      ['list', 0, 'inner', 'name'],
    ],
    [
      'a configured object that becomes unknown',
      {
        attributes: { one: { optional: true, nested: { nesting: 'single', attributes: { name } } } },
        config: { one: { name: 'a' } },
        adjust: () => ({ one: unknown }),
      },
      /Attribute one: it is configured, so only its attributes may be unknown/,
      ['one'],
    ],
    [
      'a key that is added to a map of nested objects',
      {
        attributes: { map: { optional: true, nested: { nesting: 'map', attributes: { name } } } },
        config: { map: { x: { name: 'a' } } },
        adjust: () => ({ map: { y: { name: 'a' } } }),
      },
      /Attribute map: it must have the configured keys/,
      ['map'],
    ],
    [
      'a value of another type',
      {
        attributes: { name, id: color },
        config: { name: 'a', id: null },
        adjust: ({ planned }) => ({ ...planned, id: 1 }),
      },
      /Attribute id: expected a string, got a number/,
      ['id'],
    ],
    [
      'an attribute that the schema does not have',
      { attributes: { name }, config: { name: 'a' }, adjust: ({ planned }) => ({ ...planned, nome: 'a' }) },
      /Attribute nome: .* no such attribute/,
      ['nome'],
    ],
  ];

  test.each(refused)('is refused for %s', (_, given, detail, path) => {
    const error = caught(() => plan(given));
    expect(error).toBeInstanceOf(DiagnosticError);
    expect(error).toMatchObject({ detail: expect.stringMatching(detail), path });
  });

  test('is rejected for several mistakes together, each by its name', () => {
    const given = { attributes: { name, more: name }, config: { name: 'a', more: 'b' } };
    const error = caught(() => plan({ ...given, adjust: () => ({ name: 'x', more: 'y' }) })) as AggregateError;
    expect(error.errors.map(({ path }) => path)).toEqual([['name'], ['more']]);
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
