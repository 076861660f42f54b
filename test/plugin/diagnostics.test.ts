/** What authors throw and report, as diagnostics. */

import { DiagnosticError, formatPath } from '../../src/plugin';
import { Diagnostics, diagnosticsFrom } from '../../src/plugin/diagnostics';

describe('diagnostics', () => {
  test('an equal one counts once, one at another place again', () => {
    const diagnostics = new Diagnostics();
    diagnostics.warn('A', 'b', ['x']);
    diagnostics.warn('A', 'b', ['x']);
    diagnostics.warn('A', 'b', ['y']);
    diagnostics.error('A', 'b', ['x']);
    expect(diagnostics.list.map(({ severity, path }) => [severity, path])).toEqual([
      ['warning', ['x']],
      ['warning', ['y']],
      ['error', ['x']],
    ]);
  });

  test('warnings alone are no errors', () => {
    const diagnostics = new Diagnostics();
    diagnostics.warn('A');
    expect(diagnostics.hasErrors).toBe(false);
    diagnostics.error('B');
    expect(diagnostics.hasErrors).toBe(true);
  });

  test.each([
    [
      'a DiagnosticError says it itself',
      new DiagnosticError('S', 'd', ['a', 0]),
      [{ summary: 'S', detail: 'd', path: ['a', 0] }],
    ],
    ['any other error is the detail of what failed', new TypeError('oops'), [{ summary: 'Failed', detail: 'oops' }]],
    ['an error without a message gives its name', new RangeError(), [{ summary: 'Failed', detail: 'RangeError' }]],
    ['a thrown text is a detail too', 'text', [{ summary: 'Failed', detail: 'text' }]],
    ['nothing thrown is still an error', undefined, [{ summary: 'Failed', detail: 'undefined' }]],
    [
      'an AggregateError stands for its parts',
      new AggregateError([new DiagnosticError('A'), new Error('b')]),
      [
        { summary: 'A', detail: '' },
        { summary: 'Failed', detail: 'b' },
      ],
    ],
  ])('%s', (_, reason, expected) => {
    const found = diagnosticsFrom(reason, 'Failed');
    expect(found).toMatchObject(expected);
    expect(found.every(({ severity }) => severity === 'error')).toBe(true);
    expect(JSON.stringify(found)).not.toContain('at ');
  });

  test('its error reads alone', () => {
    expect(new DiagnosticError('Failed to create', 'No room.').message).toBe('Failed to create: No room.');
  });
});

test.each([
  [['a'], 'a'],
  [['a', 0, 'b'], 'a[0].b'],
  [['a', 'odd key'], 'a["odd key"]'],
  [[], '(root)'],
])('the path %j reads %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
