/** The locations of diagnostics: attribute, list index, map key; never the line of a secret. */

import type { Path, Schema } from '../../../src/plugin';
import { Diagnostics } from '../../../src/plugin/diagnostics';
import { toAttributePath, toDiagnosticMessages } from '../../../src/plugin/translate/diagnostics';

const name = { type: 'string', optional: true } as const;
const token = { type: 'string', optional: true, sensitive: true } as const;

const schema = {
  attributes: {
    name,
    token,
    list: { type: ['list', ['map', 'string']], optional: true },
    set: { type: ['set', 'string'], optional: true },
    any: { type: 'dynamic', optional: true },
    zones: { optional: true, nested: { nesting: 'map', attributes: { name, token } } },
    hidden: { optional: true, sensitive: true, nested: { nesting: 'single', attributes: { name } } },
  },
  blocks: {
    disk: { nesting: 'list', attributes: { name, token } },
    tag: { nesting: 'set', attributes: { name } },
  },
} as const satisfies Schema;

const attribute = (attributeName: string) => ({ attributeName });
const key = (elementKeyString: string) => ({ elementKeyString });
const index = (elementKeyInt: number) => ({ elementKeyInt });

const paths: [Path, object[]][] = [
  [['name'], [attribute('name')]],
  [
    ['list', 0, 'k'],
    [attribute('list'), index(0), key('k')],
  ],
  [['set', 0], [attribute('set')]],
  [['any', 'a', 0], [attribute('any')]],
  [
    ['zones', 'token', 'name'],
    [attribute('zones'), key('token'), attribute('name')],
  ],
  [
    ['disk', 1, 'name'],
    [attribute('disk'), index(1), attribute('name')],
  ],
  [['tag', 'name'], [attribute('tag')]],
  [['name', 'too', 'deep'], [attribute('name')]],
];

const messageFor = (path: Path | undefined) => {
  const diagnostics = new Diagnostics();
  diagnostics.error('S', 'd', path);
  return toDiagnosticMessages(diagnostics, schema)[0];
};

describe('a diagnostic', () => {
  test.each(paths)('at %j', (path, steps) => {
    expect(messageFor(path)).toEqual({ severity: 1, summary: 'S', detail: 'd', attribute: { steps } });
  });

  test.each<[Path, object[] | undefined]>([
    [['token'], undefined],
    [['hidden', 'name'], undefined],
    [
      ['disk', 1, 'token'],
      [attribute('disk'), index(1)],
    ],
    [
      ['zones', 'token', 'token'],
      [attribute('zones'), key('token')],
    ],
  ])('about the sensitive %j points to what is around it', (path, steps) => {
    expect(messageFor(path)?.attribute).toEqual(steps && { steps });
  });

  test('without a place, or at one that is not in the schema, has none', () => {
    expect(messageFor(undefined)?.attribute).toBeUndefined();
    expect(messageFor(['nothing'])?.attribute).toBeUndefined();
    expect(toDiagnosticMessages(new Diagnostics(), undefined)).toEqual([]);
  });

  test('a sensitive attribute may still be what replaces a resource', () => {
    expect(toAttributePath(schema, ['token'])).toEqual({ steps: [attribute('token')] });
  });
});
