import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationId } from '../../../src/client';
import { FaultMatrix } from '../../support/faults/fault-matrix';
import { faultsPage } from '../../support/faults/faults-page';
import { type Group, groups, outcomes } from '../../support/faults/faults-table';
import { faultyOperations } from '../../support/faults/faulty-operations';
import type { FaultName } from '../../support/faults/matrix-faults';
import { withoutPadding } from '../../support/markdown';

const matrix = new FaultMatrix();
beforeAll(() => matrix.start());
afterAll(() => matrix.stop());

test.each(Object.keys(outcomes) as FaultName[])('%s: every operation has the outcome in the table', async (fault) => {
  for (const [group, operations] of Object.entries(groups) as [Group, readonly OperationId[]][]) {
    for (const operation of operations) {
      const found = `${await matrix.outcome(operation, fault, 'once')} | ${await matrix.outcome(operation, fault, 'always')}`;
      expect([operation, found]).toEqual([operation, outcomes[fault][group]]);
    }
  }
});

test('the table contains every operation', () => {
  expect(Object.values(groups).flat().sort()).toEqual(Object.keys(faultyOperations).sort());
});

test('docs/internals/faults.md is up to date', () => {
  const page = readFileSync(join(__dirname, '../../../docs/internals/faults.md'), 'utf8');
  expect(withoutPadding(page)).toBe(withoutPadding(faultsPage()));
});
