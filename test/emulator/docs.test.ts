/** docs/emulator.md against the code: options, faults and the seed that it shows. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorCommand } from '../../src/cli/commands/emulator';
import { defaultOptions, defaultProjects, Emulator, faultKinds, type Seed } from '../../src/emulator';

const text = readFileSync(join(__dirname, '../../docs/emulator.md'), 'utf8');

test('names every option with its default', () => {
  for (const [name, value] of Object.entries(defaultOptions)) {
    const row =
      text.split('\n').find((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${name}\``)) ?? '';
    expect([name, row]).toEqual([name, expect.stringContaining('|')]);
    if (typeof value !== 'function') {
      expect([name, row]).toEqual([name, expect.stringContaining(`${value}`)]);
    }
  }
  for (const project of defaultProjects) {
    expect(text).toContain(`\`${project}\``);
  }
});

test('names every option of the command but port and host', () => {
  for (const { flags } of emulatorCommand.options) {
    const [option = ''] = flags.split(' ');
    expect(['--port', '--host'].includes(option) || text.includes(`\`${option}\``)).toBe(true);
  }
});

test.each(faultKinds)('names the fault %s', (kind) => {
  expect(text).toMatch(new RegExp(`^\\| .*\`${kind}\``, 'm'));
});

test('shows a seed that works', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
  const emulator = new Emulator({ seed: JSON.parse(json) as Seed });
  expect(emulator.call('CMKList', 'acme-prod').cmks).toHaveLength(101);
  expect(emulator.call('ServiceList', 'acme-prod').services).toHaveLength(101);
});
