import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readState } from '../../../src/cli/adopt';
import { temporaryFolder } from '../../support/temporary';
import { idOf } from './found';

const resource = (type: string, attributes: object, mode = 'managed') => ({
  mode,
  type,
  name: 'x',
  instances: [{ attributes }],
});

function stateFile(content: unknown): string {
  const file = join(temporaryFolder(), 'terraform.tfstate');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('keys, services and bindings of a state are managed, whichever provider does it', () => {
  const resources = [
    resource('aiven_cmk', { project: 'Acme', cmk_id: idOf(1).toUpperCase() }),
    resource('aiven_cmk', { project: 'Acme', cmk_id: idOf(2) }, 'data'),
    resource('aiven_pg', { project: 'Acme', service_name: 'orders', plan: 'startup-4' }),
    resource('aiven_pg_database', { project: 'Acme', service_name: 'elsewhere' }),
    resource('aiven_cmk_service_association', { project: 'Acme', service_name: 'bound' }),
    resource('aws_kms_key', { project: 'Acme', service_name: 'no' }),
    { mode: 'managed', type: 'aiven_cmk', name: 'none', instances: [] },
  ];
  const { keys, services } = readState(stateFile({ version: 4, resources }));
  expect([...keys]).toEqual([`Acme/${idOf(1)}`]);
  expect([...services]).toEqual(['Acme/orders', 'Acme/bound']);
});

test.each([
  ['is no JSON', '{', 'cannot be read'],
  ['is of another format', { version: 3, modules: [] }, 'is no Terraform state of format 4'],
  ['is something else', '[]', 'is no Terraform state of format 4'],
  ['is nothing', 'null', 'is no Terraform state of format 4'],
])('a file that %s is refused', (_, content, sentence) => {
  expect(() => readState(stateFile(content))).toThrow(sentence);
});

test('a file that is not there is refused', () => {
  expect(() => readState('/nowhere/terraform.tfstate')).toThrow('cannot be read');
});
