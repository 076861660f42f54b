import { unknown } from '../../../src/plugin';
import { type CmkWanted, checkWanted, chooseCmk } from '../../../src/provider/keys/choose-cmk';
import { cmkNumber, diagnosticOf } from './cmks';

const nothing: CmkWanted = { cmk_id: null, resource: null, default_cmk: null };
const keys = [cmkNumber(1), cmkNumber(2, { defaultCmk: true }), cmkNumber(3, { status: 'deleted', defaultCmk: true })];
const [first, second, deleted] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]];

test('finds a key by its ID in any case, by its resource, and as the default', () => {
  expect(chooseCmk('p', { ...nothing, cmk_id: first.cmkId.toUpperCase() }, keys)).toBe(first);
  expect(chooseCmk('p', { ...nothing, resource: second.keyReference }, keys)).toBe(second);
  expect(chooseCmk('p', { ...nothing, default_cmk: true }, keys)).toBe(second);
});

test('a missing or deleted key is an error that lists the existing keys', () => {
  const { summary, detail, path } = diagnosticOf(() => chooseCmk('p', { ...nothing, cmk_id: deleted.cmkId }, keys));
  expect(summary).toBe(`Failed to find key: project "p" has no key with the ID "${deleted.cmkId}"`);
  expect(detail).toContain(`\n  ${first.cmkId} (gcp, current): ${first.keyReference}`);
  expect(detail).toContain(`\n  ${second.cmkId} (gcp, current, default): ${second.keyReference}`);
  expect(detail).not.toContain(deleted.cmkId);
  expect(path).toEqual(['cmk_id']);
  expect(diagnosticOf(() => chooseCmk('p', { ...nothing, resource: 'x' }, keys)).path).toEqual(['resource']);
});

test('reports a project without keys, or without a default key', () => {
  expect(diagnosticOf(() => chooseCmk('p', { ...nothing, default_cmk: true }, [first]))).toMatchObject({
    summary: 'Failed to find key: project "p" has no key that is its default',
    path: ['default_cmk'],
  });
  expect(diagnosticOf(() => chooseCmk('p', { ...nothing, resource: 'x' }, [deleted])).detail).toBe(
    'The project has no keys.',
  );
});

test('several matching keys are an error that lists only these', () => {
  const twin = cmkNumber(4, { keyReference: first.keyReference, status: null });
  const { summary, detail } = diagnosticOf(() =>
    chooseCmk('p', { ...nothing, resource: first.keyReference }, [twin, ...keys]),
  );
  expect(summary).toBe(
    `Failed to select key: project "p" has more than one key with the resource "${first.keyReference}"`,
  );
  expect(detail).toBe(
    `2 keys match. Set cmk_id to one of them:\n  ${first.cmkId} (gcp, current): ${first.keyReference}\n  ${twin.cmkId} (gcp): ${first.keyReference}`,
  );
});

test('limits the list in an error, for many keys and long names', () => {
  const many = Array.from({ length: 1000 }, (_, index) => cmkNumber(index, { keyReference: 'x'.repeat(512) }));
  const resource = 'y'.repeat(512);
  const { summary, detail } = diagnosticOf(() => chooseCmk('p', { ...nothing, resource }, many));
  expect(summary.length).toBeLessThan(200);
  expect(detail).toContain('… and 990 more');
  expect(detail.length).toBeLessThan(3000);
});

test('requires exactly one selector, unless some are unknown', () => {
  expect(checkWanted(nothing)).toBe('Set exactly one of cmk_id, resource and default_cmk = true; got none.');
  expect(checkWanted({ ...nothing, cmk_id: 'a', resource: 'b' })).toContain('got cmk_id and resource.');
  expect(checkWanted({ ...nothing, default_cmk: true })).toBeUndefined();
  expect(checkWanted({ ...nothing, cmk_id: unknown })).toBeUndefined();
  expect(checkWanted({ ...nothing, cmk_id: unknown, resource: 'b' })).toBeUndefined();
});
