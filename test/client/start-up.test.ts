import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The packages that a script has loaded after it created a client. */
function packagesLoadedBy(statement: string): string[] {
  const index = join(__dirname, '../../src/client/index.ts');
  const script = `
    const { AivenClient } = require(${JSON.stringify(index)});
    const client = new AivenClient({ token: 'abcdef', url: 'http://127.0.0.1:1', env: {}, retry: { budgetMs: 1 } });
    (async () => {
      ${statement}
      const loaded = Object.keys(require.cache).flatMap((file) => /node_modules.([^/\\\\]+)/.exec(file)?.[1] ?? []);
      console.log(JSON.stringify([...new Set(loaded)]));
    })();
  `;
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], { encoding: 'utf8' });
  const ofTsx = ['tsx', 'esbuild', 'get-tsconfig', 'resolve-pkg-maps'];
  return (JSON.parse(output) as string[]).filter((name) => !ofTsx.includes(name));
}

test('the client loads no package before the first request, and then only undici', () => {
  expect(packagesLoadedBy('')).toEqual([]);
  expect(packagesLoadedBy("await client.cmks.list('acme').catch(() => undefined);")).toEqual(['undici']);
});
