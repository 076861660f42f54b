import { filterCmks } from '../../../src/provider/keys/cmks-data-source';
import { cmkNumber, diagnosticOf } from './cmks';

const all = { cmk_provider: null, status: null, default_cmk: null };
const gcp = cmkNumber(1);
const aws = cmkNumber(2, { cloud: 'aws', defaultCmk: true });
const old = cmkNumber(3, { status: 'old' });

test('returns the keys that match every filter', () => {
  const cmks = [gcp, aws, old];
  expect(filterCmks(cmks, all)).toEqual(cmks);
  expect(filterCmks(cmks, { ...all, cmk_provider: 'gcp' })).toEqual([gcp, old]);
  expect(filterCmks(cmks, { ...all, default_cmk: false })).toEqual([gcp, old]);
  expect(filterCmks(cmks, { ...all, default_cmk: true })).toEqual([aws]);
  expect(filterCmks(cmks, { cmk_provider: 'gcp', status: 'old', default_cmk: false })).toEqual([old]);
  expect(filterCmks(cmks, { ...all, status: 'deleted' })).toEqual([]);
});

test('filtering by status is an error if Aiven omits the status', () => {
  const untold = cmkNumber(4, { status: null });
  expect(filterCmks([gcp, untold], all)).toHaveLength(2);
  const { detail, path } = diagnosticOf(() => filterCmks([gcp, untold], { ...all, status: 'old' }));
  expect(detail).toContain('returned no status for 1 of the keys');
  expect(detail).toContain(untold.cmkId);
  expect(path).toEqual(['status']);
  expect(filterCmks([aws, untold], { ...all, cmk_provider: 'aws', status: 'current' })).toEqual([aws]);
});
