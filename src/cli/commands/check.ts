/** `aiven-byok check`: checks everything that encryption with your own keys needs. */

import type { CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { printFinding } from '../views/finding-view';

interface CheckOptions extends ConnectionOptions {
  strict?: boolean;
  json?: boolean;
}

const styles = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const;

export const checkCommand: CommandDefinition<CheckOptions> = {
  name: 'check',
  summary: 'Check the token, API access, BYOK, Terraform, CDKTF and the provider',
  description: 'Prints one line per check, and how to fix what failed. Exits with code 3 if a check failed.',
  options: [...connectionOptions, { flags: '--strict', description: 'treat warnings as failures' }, jsonOption],
  json: 'An array of findings, each with `name`, `verdict` (`ok`, `warning`, `failed` or `skipped`), `detail` and `remedy` (how to fix it, or null).',
  exitCodes: { 3: 'a check failed' },
  examples: ['aiven-byok check', 'aiven-byok check --project acme-prod --json'],
  async run({ strict, json, ...connection }, context) {
    const { checkApi } = require('../checks/api') as typeof import('../checks/api');
    const { checkMachine } = require('../checks/machine') as typeof import('../checks/machine');
    const findings = (await Promise.all([checkApi(connection, context), checkMachine(context)])).flat();
    if (json) context.output.json(findings);
    else {
      for (const { name, verdict, detail, remedy } of findings) {
        const view = {
          label: verdict,
          style: styles[verdict],
          name,
          detail,
          remedies: remedy === null ? [] : [remedy],
        };
        printFinding(view, { label: 7, name: 9 }, context.output);
      }
    }
    const bad = findings.some(({ verdict }) => verdict === 'failed' || (strict === true && verdict === 'warning'));
    return bad ? 3 : 0;
  },
};
