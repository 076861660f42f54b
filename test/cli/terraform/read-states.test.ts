import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FoundState, findStates } from '../../../src/cli/terraform/read-states';
import { temporaryFolder } from '../../support/temporary';

const byFolder = (one: FoundState, other: FoundState) => (one.folder < other.folder ? -1 : 1);

function folderWith(...paths: string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '{}');
  }
  return folder;
}

test.each([
  ['a local state', ['terraform.tfstate'], true],
  ['workspaces', ['terraform.tfstate.d/one/terraform.tfstate'], true],
  ['a backend', ['.terraform/terraform.tfstate'], true],
  ['only providers', ['.terraform/providers/x', '.terraform.lock.hcl', 'main.tf'], false],
])('HCL: a folder with %s is asked for its state: %s', (_, paths, isAsked) => {
  const folder = folderWith(...paths);
  expect(findStates(folder, 'hcl', {})).toEqual(isAsked ? [{ language: 'hcl', folder, file: null }] : []);
});

test('HCL: finds the backend where TF_DATA_DIR puts it', () => {
  const folder = folderWith('data/terraform.tfstate');
  expect(findStates(folder, 'hcl', { TF_DATA_DIR: 'data' })).toMatchObject([{ folder, file: null }]);
});

test('CDKTF: asks stacks that are initialized, and reads the local state of others', () => {
  const app = folderWith(
    'cdktf.json',
    'cdktf.out/stacks/one/.terraform/terraform.tfstate',
    'cdktf.out/stacks/two/cdk.tf.json',
    'cdktf.out/stacks/three/cdk.tf.json',
    'terraform.one.tfstate',
    'terraform.two.tfstate',
    'src/byok/x.ts',
  );
  expect(findStates(join(app, 'src/byok'), 'cdktf', {}).sort(byFolder)).toEqual([
    { language: 'cdktf', folder: join(app, 'cdktf.out/stacks/one'), file: null },
    { language: 'cdktf', folder: join(app, 'cdktf.out/stacks/two'), file: join(app, 'terraform.two.tfstate') },
  ]);
});

test('CDKTF: finds stacks in the output folder that cdktf.json names, and nothing outside of an app', () => {
  const app = folderWith('dist/stacks/one/.terraform/terraform.tfstate');
  expect(findStates(app, 'cdktf', {})).toEqual([]);
  writeFileSync(join(app, 'cdktf.json'), '{ "output": "dist" }');
  expect(findStates(app, 'cdktf', {})).toMatchObject([{ folder: join(app, 'dist/stacks/one') }]);
});
