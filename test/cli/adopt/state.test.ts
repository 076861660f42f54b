import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findState, mergeStates, parseState, readStateFile } from '../../../src/cli/adopt';
import { temporaryFolder } from '../../support/temporary';
import { idOf } from './found';

const resource = (type: string, attributes: object, more: object = {}) => ({
  mode: 'managed',
  type,
  name: 'x',
  instances: [{ attributes }],
  ...more,
});

function stateFile(content: unknown): string {
  const file = join(temporaryFolder(), 'terraform.tfstate');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('reads the keys, services and bindings that a state file manages, whichever provider does it', () => {
  const resources = [
    resource('aiven_cmk', { project: 'Acme', cmk_id: idOf(1).toUpperCase() }),
    resource('aiven_cmk', { project: 'Acme', cmk_id: idOf(2) }, { mode: 'data' }),
    resource('aiven_pg', { project: 'Acme', service_name: 'orders', plan: 'startup-4' }, { module: 'module.a' }),
    resource('aiven_pg_database', { project: 'Acme', service_name: 'elsewhere' }),
    resource('aiven_cmk_service_association', { project: 'Acme', service_name: 'bound' }),
    resource('aws_kms_key', { project: 'Acme', service_name: 'no' }),
    resource('aiven_cmk', {}, { name: 'none', instances: [] }),
  ];
  expect(readStateFile(stateFile({ version: 4, resources }))).toEqual({
    keys: new Set([`Acme/${idOf(1)}`]),
    services: new Set(['Acme/orders', 'Acme/bound']),
    bindings: new Set(['Acme/bound']),
    addresses: new Set(['aiven_cmk.x', 'aiven_pg_database.x', 'aiven_cmk_service_association.x', 'aiven_cmk.none']),
  });
});

test('reads what "terraform show -json" prints, also of modules', () => {
  const shown = (type: string, name: string, values: object, mode = 'managed') => ({ mode, type, name, values });
  const root = {
    resources: [
      shown('aiven_cmk', 'orders', { project: 'Acme', cmk_id: idOf(1) }),
      shown('aiven_cmk', 'orders', { project: 'Acme', cmk_id: idOf(2) }, 'data'),
    ],
    child_modules: [
      { child_modules: [{ resources: [shown('aiven_pg', 'a', { project: 'Acme', service_name: 'a', plan: 'x' })] }] },
    ],
  };
  expect(parseState(JSON.stringify({ format_version: '1.0', values: { root_module: root } }), 'it')).toEqual({
    keys: new Set([`Acme/${idOf(1)}`]),
    services: new Set(['Acme/a']),
    bindings: new Set(),
    addresses: new Set(['aiven_cmk.orders']),
  });
  // As Terraform prints it when there is no state.
  expect(parseState('{"format_version":"1.0"}', 'it').keys.size).toBe(0);
});

test('several states are merged', () => {
  const of = (index: number) =>
    readStateFile(stateFile({ version: 4, resources: [resource('aiven_cmk', { project: 'a', cmk_id: idOf(index) })] }));
  expect(mergeStates([of(1), of(2)]).keys).toEqual(new Set([`a/${idOf(1)}`, `a/${idOf(2)}`]));
  expect(mergeStates([]).keys.size).toBe(0);
});

test.each([
  ['is not JSON', '{', 'is not a Terraform state: '],
  ['has another format', { version: 3, modules: [] }, 'is not a Terraform state of format 4'],
  ['is a plan', { format_version: '1.2', resource_changes: [] }, 'is not a Terraform state of format 4'],
  ['is something else', '[]', 'is not a Terraform state of format 4'],
  ['is null', 'null', 'is not a Terraform state of format 4'],
])('refuses a file that %s', (_, content, sentence) => {
  expect(() => readStateFile(stateFile(content))).toThrow(sentence);
});

test('refuses a file that does not exist', () => {
  expect(() => readStateFile('/nowhere/terraform.tfstate')).toThrow('Could not read "/nowhere/terraform.tfstate"');
});

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
  expect(findState(folder, 'tf', {})).toEqual({ folders: isAsked ? [folder] : [], files: [] });
});

test('HCL: finds the backend where TF_DATA_DIR puts it', () => {
  const folder = folderWith('data/terraform.tfstate');
  expect(findState(folder, 'tf', { TF_DATA_DIR: 'data' }).folders).toEqual([folder]);
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
  expect(findState(join(app, 'src/byok'), 'ts', {})).toEqual({
    folders: [join(app, 'cdktf.out/stacks/one')],
    files: [join(app, 'terraform.two.tfstate')],
  });
});

test('CDKTF: finds stacks in the output folder that cdktf.json names, and nothing outside of an app', () => {
  const app = folderWith('dist/stacks/one/.terraform/terraform.tfstate');
  expect(findState(app, 'ts', {})).toEqual({ folders: [], files: [] });
  writeFileSync(join(app, 'cdktf.json'), '{ "output": "dist" }');
  expect(findState(app, 'ts', {}).folders).toEqual([join(app, 'dist/stacks/one')]);
});
