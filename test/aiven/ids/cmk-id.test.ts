import {
  AIVEN_MANAGED_CMK_ID,
  checkCmkId,
  checkProject,
  checkServiceName,
  isCmkId,
  sameCmkId,
} from '../../../src/aiven';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';

test('a CMK ID is a UUID in any case', () => {
  expect(isCmkId(cmkId)).toBe(true);
  expect(isCmkId(cmkId.toUpperCase())).toBe(true);
  expect(isCmkId(AIVEN_MANAGED_CMK_ID)).toBe(true);
  expect(checkCmkId(cmkId)).toBeUndefined();
  expect(checkCmkId(`${cmkId}0`)).toMatch(/is not a CMK ID; expected a UUID/);
  expect(checkCmkId('')).toMatch(/"" is not a CMK ID/);
});

test('a composed ID is rejected with the hint to use .cmk_id', () => {
  expect(checkCmkId(`acme-prod/${cmkId}`)).toMatch(/composed ID.*\.cmk_id/);
});

test('IDs are compared ignoring case, and all forms of Aiven-managed keys are equal', () => {
  expect(sameCmkId(cmkId, cmkId.toUpperCase())).toBe(true);
  expect(sameCmkId(null, AIVEN_MANAGED_CMK_ID)).toBe(true);
  expect(sameCmkId(undefined, '')).toBe(true);
  expect(sameCmkId(cmkId, null)).toBe(false);
});

test('rejects invalid project and service names', () => {
  expect(checkProject('acme-prod')).toBeUndefined();
  expect(checkProject('a'.repeat(63))).toBeUndefined();
  for (const wrong of ['', 'a/b', 'a b', 'a'.repeat(64), '..']) expect(checkProject(wrong)).toMatch(/expected 1 to 63/);
  expect(checkServiceName('orders-db')).toBeUndefined();
  for (const wrong of ['', 'Orders', '1st', 'a'.repeat(65), 'a_b']) {
    expect(checkServiceName(wrong)).toMatch(/at most 64/);
  }
});
