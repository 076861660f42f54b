/** Generates docs/cli.md from the CLI's commands and docs/internals/faults.md from the table that the fault tests run. */
import { require as requireTypeScript } from 'tsx/cjs/api';

/** @returns {Promise<Map<string, string>>} text by path below `docs` */
export async function sourcePages() {
  const load = (path) => requireTypeScript(`../../${path}`, import.meta.url);
  const { cliReference } = load('src/cli/program/reference.ts');
  const { commands } = load('src/cli/run.ts');
  const { faultsPage } = load('test/support/faults/faults-page.ts');
  return new Map([
    ['cli.md', cliReference(commands)],
    ['internals/faults.md', faultsPage()],
  ]);
}
