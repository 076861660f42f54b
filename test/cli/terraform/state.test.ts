import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseState, readStateFile } from '../../../src/cli/terraform/state';
import { namedPipe, temporaryFolder } from '../../support/temporary';
import { idOf } from '../adopt/found';

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

test('reads the managed resources of a state file, with the addresses that the commands of Terraform take', () => {
  const key = { project: 'Acme', cmk_id: idOf(1) };
  const instances = [
    { index_key: 'eu', attributes: { project: 'a' }, dependencies: ['aiven_cmk.x'] },
    { index_key: 0, attributes: { project: 'b' }, deposed: '1234abcd' },
  ];
  const resources = [
    resource('aiven_cmk', key),
    resource('aiven_cmk', key, { mode: 'data' }),
    resource('aiven_pg', {}, { module: 'module.a["b"]', instances }),
    resource('aiven_cmk', {}, { name: 'none', instances: [] }),
  ];
  const plain = { dependsOn: [], isDeposed: false };
  expect(readStateFile(stateFile({ version: 4, resources }))).toEqual([
    { ...plain, type: 'aiven_cmk', address: 'aiven_cmk.x', rootAddress: 'aiven_cmk.x', attributes: key },
    {
      ...plain,
      type: 'aiven_pg',
      address: 'module.a["b"].aiven_pg.x["eu"]',
      attributes: { project: 'a' },
      dependsOn: ['aiven_cmk.x'],
    },
    {
      ...plain,
      type: 'aiven_pg',
      address: 'module.a["b"].aiven_pg.x[0]',
      attributes: { project: 'b' },
      isDeposed: true,
    },
    { ...plain, type: 'aiven_cmk', address: 'aiven_cmk.none', rootAddress: 'aiven_cmk.none', attributes: {} },
  ]);
});

test('reads what "terraform show -json" prints, also of modules', () => {
  const shown = (address: string, values: object, more: object = {}) => ({
    mode: 'managed',
    type: address.split('.').at(-2),
    name: 'x',
    address,
    values,
    ...more,
  });
  const root = {
    resources: [shown('aiven_cmk.x', { project: 'Acme' }), shown('data.aiven_cmk.x', {}, { mode: 'data' })],
    child_modules: [
      { child_modules: [{ resources: [shown('module.a.module.b.aiven_pg.x', {}, { depends_on: ['aiven_cmk.x'] })] }] },
    ],
  };
  const plain = { dependsOn: [], isDeposed: false };
  expect(parseState(JSON.stringify({ format_version: '1.0', values: { root_module: root } }), 'it')).toEqual([
    {
      ...plain,
      type: 'aiven_cmk',
      address: 'aiven_cmk.x',
      rootAddress: 'aiven_cmk.x',
      attributes: { project: 'Acme' },
    },
    { ...plain, type: 'aiven_pg', address: 'module.a.module.b.aiven_pg.x', attributes: {}, dependsOn: ['aiven_cmk.x'] },
  ]);
  // As Terraform prints it when there is no state.
  expect(parseState('{"format_version":"1.0"}', 'it')).toEqual([]);
});

test.each([
  ['is not JSON', '{', 'is not a Terraform state: '],
  ['has another format', { version: 3, modules: [] }, 'is not a Terraform state of format 4'],
  ['is a plan', { format_version: '1.2', resource_changes: [] }, 'is not a Terraform state of format 4'],
  ['is something else', '[]', 'is not a Terraform state of format 4'],
  ['is null', 'null', 'is not a Terraform state of format 4'],
  ['has a resource that is null', { version: 4, resources: [null] }, 'is not a Terraform state of format 4'],
  [
    'has modules without end',
    `{"format_version":"1.0","values":{"root_module":${'{"child_modules":['.repeat(50_000)}${']}'.repeat(50_000)}}}`,
    'is not a Terraform state of format 4',
  ],
])('refuses a file that %s', (_, content, sentence) => {
  expect(() => readStateFile(stateFile(content))).toThrow(sentence);
});

test('reads what PowerShell writes in UTF-8, and refuses its UTF-16 and whatever is not a file', () => {
  const state = '\ufeff{"version": 4, "resources": []}';
  expect(readStateFile(stateFile(state))).toEqual([]);
  const file = join(temporaryFolder(), 'utf16.tfstate');
  writeFileSync(file, Buffer.from(state, 'utf16le'));
  expect(() => readStateFile(file)).toThrow(`Could not read "${file}": it is encoded in UTF-16, but must be UTF-8.`);
  expect(() => readStateFile(namedPipe())).toThrow(': it is a named pipe, not a file.');
});

test('refuses a file that does not exist', () => {
  expect(() => readStateFile('/nowhere/terraform.tfstate')).toThrow('Could not read "/nowhere/terraform.tfstate"');
});
