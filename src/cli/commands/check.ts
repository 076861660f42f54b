/** `aiven-byok check`: whether everything is there that keys need, and what to do about what is not. */

import type { Finding } from '../checks/finding';
import type { CommandContext, CommandDefinition } from '../program/command';
import { type ConnectionOptions, connectionOptions, jsonOption } from '../program/options';
import { pad, printable, wrap } from '../terminal/text';

interface CheckOptions extends ConnectionOptions {
  strict?: boolean;
  json?: boolean;
}

const styles = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const;

export const checkCommand: CommandDefinition<CheckOptions> = {
  name: 'check',
  summary: 'Check token, API, project, BYOK, beta flag, Terraform, CDKTF and provider',
  description: 'Each gets a line, with what to do about it. Ends with 3 when one has failed.',
  options: [...connectionOptions, { flags: '--strict', description: 'let warnings count as failures' }, jsonOption],
  json: 'An array of findings, each with `name`, `verdict` (`ok`, `warning`, `failed`, `skipped`), `detail` and `remedy` (null where nothing is to be done).',
  exitCodes: { 3: 'something has failed' },
  examples: ['aiven-byok check', 'aiven-byok check --project acme-prod --json'],
  async run({ strict, json, ...connection }, context) {
    const { checkApi } = require('../checks/api') as typeof import('../checks/api');
    const { checkMachine } = require('../checks/machine') as typeof import('../checks/machine');
    const findings = (await Promise.all([checkApi(connection, context), checkMachine(context)])).flat();
    if (json) context.output.json(findings);
    else for (const finding of findings) show(finding, context.output);
    const bad = findings.some(({ verdict }) => verdict === 'failed' || (strict === true && verdict === 'warning'));
    return bad ? 3 : 0;
  },
};

function show({ name, verdict, detail, remedy }: Finding, output: CommandContext['output']): void {
  const indent = '         ';
  const room = (output.width ?? Number.POSITIVE_INFINITY) - indent.length;
  const [first, ...rest] = wrap(`${pad(name, 9)}  ${printable(detail)}`, room);
  output.data(`${output.paint(styles[verdict], pad(verdict, 7))}  ${first}`);
  for (const line of rest) output.data(`${indent}${line}`);
  if (remedy !== null) for (const line of wrap(`> ${remedy}`, room)) output.data(`${indent}${line}`);
}
