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
  // For what hangs, not for what is slow: machines differ by more than a factor of three.
  testTimeout: 240_000,
  // One more than a small machine has cores: tests wait for Terraform, and for time limits.
  maxWorkers: 3,
};
