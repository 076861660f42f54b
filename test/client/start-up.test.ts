import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

test('no library is loaded by those who have no proxy', () => {
  const index = join(__dirname, '../../src/client/index.ts');
  const script = `
    const { AivenClient } = require(${JSON.stringify(index)});
    new AivenClient({ token: 'abcdef', env: {} });
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(?!tsx|esbuild|get-tsconfig|resolve-pkg-maps)/.test(file));
    console.log(JSON.stringify(loaded));
  `;
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual([]);
});
