/**
 * The first lines of each executable. They run before anything else, so they have to be understood by whatever starts the
 * file: `sh` where there is no Node, and any Node since version 12.
 */
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const oldest = engines.node.replace('>=', '');
const needsNode = `aiven-byok needs Node.js ${oldest} or later`;

/** Waits until Terraform has read the line: it misses what a plugin prints right before it exits, and kills this one then. */
const wait = {
  sh: 'sleep 5 2>/dev/null || { i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; }',
  js: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);',
};

/** Refuses an older Node. ES5, and the bundle behind it has to parse on Node 12. */
const versionCheck = (print, beforeExit = '') =>
  `"use strict"; (function () { var found = process.versions.node, parts = found.split('.').map(Number), oldest = [${oldest.split('.').join()}], at = 0; while (at < 2 && parts[at] === oldest[at]) at++; if (parts[at] < oldest[at]) { ${print}('${needsNode}, but "node" on the PATH is version ' + found + '.'); ${beforeExit} process.exit(1); } })();`;

/** The command line: started by npm's launcher, or by its first line. */
export const commandLine = `#!/usr/bin/env node
${versionCheck('console.error')}`;

/**
 * The provider: shell and JavaScript at the same time. Terraform shows the first line that a plugin prints to stdout, so that
 * is where the sentence goes. NODE_OPTIONS of the user's shell (loaders, preloads that print) would break the handshake,
 * and NODE_DEBUG would write the provider's settings, and so the token, to Terraform's log.
 */
export const provider = `#!/bin/sh
":" //; command -v node >/dev/null 2>&1 || { echo '${needsNode} on the PATH of the machine that runs Terraform, or the standalone provider that "aiven-byok provider build" makes.'; ${wait.sh}; exit 1; }; unset NODE_OPTIONS NODE_DEBUG; exec node "$0" "$@"
${versionCheck('console.log', wait.js)}`;
