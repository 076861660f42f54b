/** Writes docs/cli.md from the definitions of the commands. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliReference } from '../src/cli/reference';
import { commands } from '../src/cli/run';

writeFileSync(join(__dirname, '../docs/cli.md'), cliReference(commands));
