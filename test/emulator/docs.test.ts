/** docs/emulator.md lists every option and fault, and its seed works. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorCommand } from '../../src/cli/commands/emulator';
import { defaultOptions, defaultProjects, Emulator, faultKinds, type Seed } from '../../src/emulator';

const text = readFileSync(join(__dirname, '../../docs/emulator.md'), 'utf8');

test('lists every option with its default', () => {
  for (const [name, value] of Object.entries(defaultOptions)) {
    const row =
      text.split('\n').find((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${name}\``)) ?? '';
    expect([name, row]).toEqual([name, expect.stringContaining('|')]);
    if (typeof value !== 'function') expect([name, row]).toEqual([name, expect.stringContaining(`${value}`)]);
  }
  for (const project of defaultProjects) expect(text).toContain(`\`${project}\``);
});

test('lists every option of the command except port and host', () => {
  for (const { flags } of emulatorCommand.options) {
    const [option = ''] = flags.split(' ');
    expect(['--port', '--host'].includes(option) || text.includes(`\`${option}\``)).toBe(true);
  }
});

test.each(faultKinds)('lists the fault %s', (kind) => {
  expect(text).toMatch(new RegExp(`^\\| .*\`${kind}\``, 'm'));
});

test('shows a valid seed', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
  const emulator = new Emulator({ seed: JSON.parse(json) as Seed });
  expect(emulator.call('CMKList', 'acme-prod').cmks).toHaveLength(101);
  expect(emulator.call('ServiceList', 'acme-prod').services).toHaveLength(101);
});
