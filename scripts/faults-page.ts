/** Writes docs/faults.md from the table that test/client/faults.test.ts runs. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsPage } from '../test/support/faults-page';

writeFileSync(join(__dirname, '../docs/faults.md'), faultsPage());
