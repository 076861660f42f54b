import {
  AIVEN_MANAGED_CMK_ID,
  checkCmkId,
  checkProject,
  checkServiceName,
  isCmkId,
  sameCmkId,
} from '../../../src/aiven';

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';

test('a CMK id is a UUID in any case', () => {
  expect(isCmkId(cmkId)).toBe(true);
  expect(isCmkId(cmkId.toUpperCase())).toBe(true);
  expect(isCmkId(AIVEN_MANAGED_CMK_ID)).toBe(true);
  expect(checkCmkId(cmkId)).toBeUndefined();
  expect(checkCmkId(`${cmkId}0`)).toMatch(/is not a CMK id; expected a UUID/);
  expect(checkCmkId('')).toMatch(/"" is not a CMK id/);
});

test('the composed id is refused with the hint to use .cmk_id', () => {
  expect(checkCmkId(`acme-prod/${cmkId}`)).toMatch(/composed id.*\.cmk_id/);
});

test('ids are compared without case, and no key is no key however it is written', () => {
  expect(sameCmkId(cmkId, cmkId.toUpperCase())).toBe(true);
  expect(sameCmkId(null, AIVEN_MANAGED_CMK_ID)).toBe(true);
  expect(sameCmkId(undefined, '')).toBe(true);
  expect(sameCmkId(cmkId, null)).toBe(false);
});

test('names of projects and services are checked', () => {
  expect(checkProject('acme-prod')).toBeUndefined();
  expect(checkProject('a'.repeat(63))).toBeUndefined();
  for (const wrong of ['', 'a/b', 'a b', 'a'.repeat(64), '..']) expect(checkProject(wrong)).toMatch(/expected 1 to 63/);
  expect(checkServiceName('orders-db')).toBeUndefined();
  for (const wrong of ['', 'Orders', '1st', 'a'.repeat(65), 'a_b'])
    expect(checkServiceName(wrong)).toMatch(/at most 64/);
});
