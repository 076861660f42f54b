/** Tests run from TypeScript through swc; types are checked by `npm run typecheck`. */
module.exports = {
  testEnvironment: '<rootDir>/test/support/secrets/leak-detecting-environment.ts',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // The examples import the package by its name.
  moduleNameMapper: {
    '^aiven-byok$': '<rootDir>/src',
    '^aiven-byok/(client|emulator)$': '<rootDir>/src/$1',
    '^aiven-byok/l1$': '<rootDir>/src/constructs/l1',
  },
  // Catches hanging tests, not slow ones. Machines differ in speed by more than a factor of three.
  testTimeout: 600_000,
  // One more than the cores of a small machine, because tests often wait for Terraform.
  maxWorkers: 3,
};
