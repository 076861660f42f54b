/** Runs long test files first, so that none of them runs alone at the end. */
const Sequencer = require('@jest/test-sequencer').default;

/** Slowest first: the CDKTF CLI takes seconds per command; Terraform and expiring time limits take about one. */
const slow = [
  /\b(terraform\/cdktf|test\/docs)\.test\.ts$/,
  /\b(terraform\/[^/]+|client\/(chaos|faults|secrets))\.test\.ts$/,
];
const rank = ({ path }) => {
  const found = slow.findIndex((pattern) => pattern.test(path));
  return found === -1 ? slow.length : found;
};

module.exports = class LongestFirst extends Sequencer {
  /** Within a rank, keeps jest's order: by the duration of the last run, or by file size. */
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
