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

test('a pre-release meets only an exact constraint', () => {
  expect(satisfies('1.0.0-beta1', '1.0.0-beta1')).toBe(true);
  expect(satisfies('1.0.0-beta1', '>= 0.1')).toBe(false);
  expect(satisfies('1.0.0-beta1', '1.0.0')).toBe(false);
});

test.each(['', 'latest', '~> x', '1.2.3.4', '~> 3.2,', '>= 1.0.0-beta1', '~> 5.0-beta', '< 1, ~> x'])(
  'the constraint "%s" is not understood, which is neither met nor missed',
  (constraint) => {
    expect(satisfies('1.2.3', constraint)).toBeUndefined();
  },
);

test('a version that is not understood neither meets nor misses a constraint', () => {
  expect(satisfies('', '>= 0')).toBeUndefined();
  expect(satisfies('1.x', '>= 0')).toBeUndefined();
});
