/** The order of the test files: first those that run for long, so that none of them is left at the end with nothing beside it. */
const Sequencer = require('@jest/test-sequencer').default;

/** The CDKTF CLI takes seconds for each command, Terraform and time limits that have to pass most of one; the rest is short. */
const slow = [
  /\b(terraform\/cdktf|readme)\.test\.ts$/,
  /\b(terraform\/[^/]+|client\/(chaos|faults|secrets))\.test\.ts$/,
];
const rank = ({ path }) => {
  const found = slow.findIndex((pattern) => pattern.test(path));
  return found === -1 ? slow.length : found;
};

module.exports = class LongestFirst extends Sequencer {
  /** Within a rank: as jest has it, by what each took the last time, or by size. */
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
