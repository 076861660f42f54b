/** Pages made from our own sources: the command line's from its commands, that on faults from the table its test runs. */
import { require as requireTypeScript } from 'tsx/cjs/api';

/** @returns {Promise<Map<string, string>>} text by path below `docs` */
export async function sourcePages() {
  const load = (path) => requireTypeScript(`../../${path}`, import.meta.url);
  const { cliReference } = load('src/cli/program/reference.ts');
  const { commands } = load('src/cli/run.ts');
  const { faultsPage } = load('test/support/faults/faults-page.ts');
  return new Map([
    ['cli.md', cliReference(commands)],
    ['faults.md', faultsPage()],
  ]);
}
