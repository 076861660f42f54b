import { createLogger, type Level, levelFor, levelForDebugging } from '../../../src/plugin/server/log';

function linesOf(level: Level, run: (log: ReturnType<typeof createLogger>) => void): { [key: string]: unknown }[] {
  const lines: string[] = [];
  const now = () => new Date(Date.UTC(2030, 0, 2, 3, 4, 5, 67));
  run(createLogger({ name: 'demo', level, write: (line) => lines.push(line), now }));
  for (const line of lines) {
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toContain('\n');
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(64 * 1024);
  }
  return lines.map((line) => JSON.parse(line));
}

test('a line has the keys that Terraform reads, with six digits of a second', () => {
  const lines = linesOf('trace', (log) => log.warn('careful', { count: 2, big: 2n ** 60n, list: [1], none: null }));
  expect(lines).toEqual([
    {
      '@level': 'warn',
      '@message': 'careful',
      '@module': 'demo',
      '@timestamp': '2030-01-02T03:04:05.067000Z',
      count: 2,
      big: '1152921504606846976',
      list: [1],
      none: null,
    },
  ]);
});

test('converts a message to a string, and fields cannot override reserved keys', () => {
  const [line] = linesOf('trace', (log) => log.info(5 as unknown as string, { '@message': 6, '@level': {}, '@x': 1 }));
  expect(line).toMatchObject({ '@message': '5', '@level': 'info', message: 6, x: 1 });
});

test('anything can be a field', () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const [line] = linesOf('trace', (log) =>
    log.info('x', { circular, error: new Error('broke'), nothing: undefined, call: () => 1, text: 'two\nlines' }),
  );
  expect(line).toMatchObject({ circular: '[object Object]', error: expect.stringContaining('Error: broke') });
});

test('a line that is too long is cut and stays one line of JSON', () => {
  const [line] = linesOf('trace', (log) => log.info('ü'.repeat(100_000), { more: '"'.repeat(100_000) }));
  expect(line?.['@message']).toMatch(/\(truncated\)$/);
  const [fields] = linesOf('trace', (log) => log.info('short', { more: '\u0000'.repeat(100_000) }));
  expect(fields?.['@message']).toMatch(/^short .*\(truncated\)$/);
});

test('lines below the level are not written', () => {
  const write = (log: ReturnType<typeof createLogger>) => {
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) log[level]('x');
  };
  expect(linesOf('info', write).map((line) => line['@level'])).toEqual(['info', 'warn', 'error']);
  expect(linesOf('off', write)).toEqual([]);
});

test.each([
  [{}, 'off'],
  [{ TF_LOG: '' }, 'off'],
  [{ TF_LOG: 'info' }, 'info'],
  [{ TF_LOG: 'INFO', TF_LOG_PROVIDER: 'ERROR' }, 'error'],
  [{ TF_LOG: 'json' }, 'trace'],
  [{ TF_LOG: 'whatever' }, 'trace'],
  [{ TF_LOG: 'off', TF_LOG_PROVIDER: 'debug' }, 'debug'],
  [{ TF_LOG: 'trace', TF_LOG_PROVIDER_MY_DEMO: 'warn' }, 'warn'],
  [{ TF_LOG: 'warn', TF_LOG_PROVIDER_MY_DEMO: 'trace' }, 'warn'],
  [{ TF_LOG_PROVIDER_MY_DEMO: 'trace' }, 'off'],
  [{ TF_LOG: 'trace', TF_LOG_PROVIDER_OTHER: 'error' }, 'trace'],
])('with %j the level is %s: what Terraform would drop is not written', (env, level) => {
  expect(levelFor(env, 'my-demo')).toBe(level);
});

test.each([
  [{}, 'off'],
  [{ TF_LOG_PROVIDER_MY_DEMO: 'trace' }, 'trace'],
  [{ TF_LOG: 'info' }, 'info'],
])('started by hand with %j, the level is %s', (env, level) => {
  expect(levelForDebugging(env, 'my-demo')).toBe(level);
});
