import { isSwitchedOn } from '../../src/aiven/beta-flag';

test.each([undefined, '', 'false', 'FALSE', 'False'])('%p is off', (value) => {
  expect(isSwitchedOn(value)).toBe(false);
});

test.each(['1', 'true', 'yes', '0'])("%p is on, as in Aiven's own provider", (value) => {
  expect(isSwitchedOn(value)).toBe(true);
});
