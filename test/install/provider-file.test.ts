import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProviderFile } from '../../src/install';
import { temporaryFolder } from '../support/temporary';

function packageWith({ built }: { built: boolean }): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{"name":"aiven-byok"}');
  mkdirSync(join(folder, 'dist', 'cdktn', 'install'), { recursive: true });
  if (built) writeFileSync(join(folder, 'dist', 'terraform-provider-aiven.cjs'), '');
  return folder;
}

test.each(['dist', 'dist/cdktn/install'])('finds the provider file from %s', (from) => {
  const folder = packageWith({ built: true });
  expect(findProviderFile(join(folder, from))).toBe(join(folder, 'dist', 'terraform-provider-aiven.cjs'));
});

test('reports a package that was not built, with the path and the fix', () => {
  const folder = packageWith({ built: false });
  expect(() => findProviderFile(join(folder, 'dist'))).toThrow(
    `The provider file "${join(folder, 'dist', 'terraform-provider-aiven.cjs')}" does not exist; reinstall aiven-byok, or run "npm run build" in its repository.`,
  );
});
