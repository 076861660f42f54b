import { timeoutsBlock } from '../../src/plugin';
import { timeoutOf } from '../../src/plugin/timeouts';
import { checkTimeLimit } from '../../src/support/duration';

test('a timeouts block is a single block with an optional string for each operation', () => {
  const block = timeoutsBlock(['create', 'delete']);
  expect(block.nesting).toBe('single');
  expect(Object.keys(block.attributes)).toEqual(['create', 'delete']);
  expect(block.attributes.create).toMatchObject({ type: 'string', optional: true, validators: [checkTimeLimit] });
  expect(block.attributes.delete.description).toMatch(/Time limit for the delete operation/);
});

test('a limit is that of the operation, else the default, else undefined', () => {
  const object = { timeouts: { create: '1m', read: null, default: '2m' } };
  expect(timeoutOf(object, 'create')).toBe(60_000);
  expect(timeoutOf(object, 'read')).toBe(120_000);
  expect(timeoutOf({ timeouts: { create: 'soon' } }, 'create')).toBeUndefined();
  expect(timeoutOf({ timeouts: null }, 'create')).toBeUndefined();
  expect(timeoutOf({}, 'create')).toBeUndefined();
  expect(timeoutOf(null, 'create')).toBeUndefined();
});
