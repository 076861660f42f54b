import { satisfies } from '../../src/install';

test.each([
  ['3.2.4', '3.2.4', true],
  ['3.2.4', '= 3.2.4', true],
  ['3.2.4', 'v3.2.4', true],
  ['3.2.4', '3.2.3', false],
  ['3.2.0', '3.2', true],
  ['3.2.4', '!= 3.2.4', false],
  ['3.2.4', '>= 3.0, < 4.0', true],
  ['4.0.0', '>= 3.0, < 4.0', false],
  ['3.2.4', '> 3.2.4', false],
  ['3.2.5', '> 3.2.4', true],
  ['3.2.4', '<= 3.2.4', true],
  ['3.10.0', '>= 3.9', true],
  ['3.2.4', '~> 3.2.0', true],
  ['3.3.0', '~> 3.2.0', false],
  ['3.3.0', '~> 3.2', true],
  ['4.0.0', '~> 3.2', false],
  ['3.1.9', '~> 3.2', false],
  ['0.9.0', '~> 0.4', true],
  ['1.9.0', '~> 1', true],
  ['2.0.0', '~> 1', false],
  ['3.2.4', '>=3.0,<4.0', true],
])('version %s against the constraint "%s": %s', (version, constraint, expected) => {
  expect(satisfies(version, constraint)).toBe(expected);
});

test('a pre-release meets only the constraint that names it', () => {
  expect(satisfies('1.0.0-beta1', '1.0.0-beta1')).toBe(true);
  expect(satisfies('1.0.0-beta1', '>= 0.1')).toBe(false);
  expect(satisfies('1.0.0-beta1', '1.0.0')).toBe(false);
});

test.each(['', 'latest', '~> x', '1.2.3.4'])('what is no constraint ("%s") is met by nothing', (constraint) => {
  expect(satisfies('1.2.3', constraint)).toBe(false);
});

test('what is no version meets nothing', () => {
  expect(satisfies('', '>= 0')).toBe(false);
});
