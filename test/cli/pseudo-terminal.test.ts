/** Commands on a pseudo-terminal: widths, colors, questions and Ctrl-C. */

import { stripVTControlCharacters } from 'node:util';
import { Emulator } from '../../src/emulator';
import { temporaryFolder } from '../support/temporary';
import { hasPseudoTerminals, Published } from './published';
import { gcpKey, oneId, otherId, project, seed, token } from './scene';

if (!hasPseudoTerminals) {
  test.skip('on a pseudo-terminal: skipped, because script(1) of util-linux is not installed', () => undefined);
} else {
  let emulator: Emulator;

  const cli = new Published();

  beforeEach(async () => {
    emulator = new Emulator({ seed });
    await emulator.start();
  });

  afterEach(() => emulator.stop());
  afterAll(() => cli.stop());

  const env = (more: Record<string, string> = {}) => ({
    AIVEN_WEB_URL: emulator.url,
    AIVEN_TOKEN: token,
    AIVEN_PROJECT: project,
    HOME: temporaryFolder(),
    TERM: 'xterm',
    ...more,
  });

  /** The screen at the end: without colors, and without lines that were replaced. */
  const screen = (out: string) => stripVTControlCharacters(out.replaceAll('\r\n', '\n').replace(/[^\n]*\r/g, ''));

  const lines: [string, RegExp[]][] = [
    ['cmks list', [new RegExp(oneId), new RegExp(otherId)]],
    [`cmks get --cmk-id ${oneId} -v`, [new RegExp(oneId), /Services that use the key:/]],
    [`cmks create --provider gcp --resource ${gcpKey}-2`, [/PROVIDER/]],
    [`cmks update --cmk-id ${oneId} --default-cmk true`, [new RegExp(oneId)]],
    ['services list', [/orders/, new RegExp(oneId)]],
    ['services get orders', [new RegExp(oneId), /active/]],
    [`services set-key orders --cmk-id ${otherId}`, [new RegExp(otherId)]],
    ['services wait orders', [/orders/]],
    ['report', [new RegExp(oneId), /unprotected/]],
    ['check', [/token {6}from AIVEN_TOKEN/]],
    [`rotate --from ${oneId} --to ${otherId} --dry-run`, [new RegExp(oneId), /orders/]],
  ];

  describe.each([40, 80])('with %d columns', (columns) => {
    test.each(lines)('%s stays within the width', async (line, found) => {
      const { code, out } = await cli.startOnTerminal(line.split(' '), columns, env()).ended;
      const shown = screen(out);
      for (const pattern of found) expect(shown).toMatch(pattern);
      expect(Math.max(...shown.split('\n').map((text) => text.length))).toBeLessThanOrEqual(columns);
      expect(code).toBe(0);
    });
  });

  test.each(['--help', 'cmks --help', 'services wait --help'])('%s stays within 80 columns', async (line) => {
    const { out } = await cli.startOnTerminal(line.split(' '), 80, env()).ended;
    expect(
      Math.max(
        ...screen(out)
          .split('\n')
          .map((text) => text.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  test('uses colors, except with NO_COLOR', async () => {
    const colored = await cli.startOnTerminal(['cmks', 'list'], 80, env()).ended;
    expect(colored.out).toContain('\x1b[1m');
    const plain = await cli.startOnTerminal(['cmks', 'list'], 80, env({ NO_COLOR: '1' })).ended;
    expect(plain.out).not.toContain('\x1b');
  });

  test.each([
    ['y', 0, [oneId]],
    ['n', 1, [oneId, otherId]],
    ['', 1, [oneId, otherId]],
  ])('accepts %p as an answer', async (answer, code, keys) => {
    const running = cli.startOnTerminal(['cmks', 'delete', '--cmk-id', otherId], 80, env());
    await running.until('Delete it? [y/N]');
    running.type(`${answer}\n`);
    expect((await running.ended).code).toBe(code);
    expect([...emulator.store.project(project).cmks.keys()]).toEqual(keys);
  });

  test('exits with code 130 on Ctrl-C at a question, and does nothing', async () => {
    const running = cli.startOnTerminal(['cmks', 'delete', '--cmk-id', otherId], 80, env());
    await running.until('Delete it? [y/N]');
    running.type('\x03');
    const ended = await running.ended;
    expect(ended.code).toBe(130);
    expect(ended.out).toContain('Interrupted.');
    expect(emulator.store.project(project).cmks.size).toBe(2);
  });

  test('exits with code 130 on Ctrl-C during a wait', async () => {
    emulator.settings.serviceDelay = 3_600_000;
    const running = cli.startOnTerminal(['services', 'set-key', 'orders', '--cmk-id', otherId], 80, env());
    await running.until('Waiting for orders');
    running.type('\x03');
    const ended = await running.ended;
    expect(ended.code).toBe(130);
    expect(screen(ended.out)).toContain(`To wait again: aiven-byok services wait orders --project ${project}`);
  });
}
