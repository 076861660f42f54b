/** `report --format openmetrics`, checked against the grammar of the specification. */

import { gcpKey, oneId, project, type Scene, withScene } from '../../scene';
import { fileWith } from '../files';
import { hostileNames, withSample } from '../sample';

/** The ABNF of OpenMetrics 1.0 as regular expressions, for gauges without exemplars and timestamps. */
const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const text = String.raw`(?:[^\n\\"]|\\["\\n])*`;
const label = `[a-zA-Z_][a-zA-Z0-9_]*="${text}"`;
const number = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?`;
const grammar = {
  type: new RegExp(`^# TYPE (${metricName}) gauge$`),
  help: new RegExp(`^# HELP (${metricName}) ${text}$`),
  sample: new RegExp(`^(${metricName})(\\{${label}(?:,${label})*\\})? (${number})$`, 'i'),
};

/** The samples by name and labels. @throws unless the text is valid */
function parse(out: string): Map<string, number> {
  expect(out.endsWith('\n# EOF\n')).toBe(true);
  const samples = new Map<string, number>();
  const families = new Set<string>();
  let family = '';
  for (const line of out.slice(0, -'# EOF\n'.length - 1).split('\n')) {
    const [, typed] = grammar.type.exec(line) ?? [];
    if (typed !== undefined) {
      // The samples of a family are consecutive.
      expect(families).not.toContain(typed);
      families.add(typed);
      family = typed;
      continue;
    }
    const [, name, labels = '', value] = grammar.sample.exec(line) ?? grammar.help.exec(line) ?? [];
    expect([line, name]).toEqual([line, family]);
    if (value === undefined) continue;
    expect(samples.has(`${name}${labels}`)).toBe(false);
    samples.set(`${name}${labels}`, Number(value));
  }
  return samples;
}

async function metrics(scene: Scene, ...argv: string[]): Promise<Map<string, number>> {
  return parse((await scene.run('report', '--format', 'openmetrics', ...argv)).out);
}

test('is valid, whatever names contain', () =>
  withSample(async (scene) => {
    const found = await metrics(scene);
    const names = [...found.keys()].filter((name) => name.startsWith('aiven_byok_service_protected'));
    expect(names).toHaveLength(hostileNames.length + 5);
    expect(names.join()).toContain('service="\\"><img src=x onerror=\\"window.hacked = 2\\">"');
    expect(names.join()).toContain('service="abc\\\\u{202e}gpj.exe\\\\u{7}"');
  }));

test('counts services by coverage and exemption, so that the counts of a project add up', () =>
  withSample(async (scene) => {
    const exempt = fileWith([{ service: `${project}/bare`, reason: 'agreed', expires: '2099-01-01' }]);
    scene.emulator.call(
      'ServiceCreate',
      project,
      {},
      {
        service_name: 'bare',
        service_type: 'pg',
        plan: 'startup-4',
        cmk_id: '00000000-0000-0000-0000-000000000000',
      },
    );
    const found = await metrics(scene, '--exempt', exempt);
    const services = [...found].filter(([name]) => name.startsWith('aiven_byok_services{'));
    expect(Object.fromEntries(services)).toEqual({
      [`aiven_byok_services{project="${project}",coverage="unprotected",exempt="false"}`]: 7,
      [`aiven_byok_services{project="${project}",coverage="unknown_key",exempt="false"}`]: 1,
      [`aiven_byok_services{project="${project}",coverage="old_key",exempt="false"}`]: 1,
      [`aiven_byok_services{project="${project}",coverage="in_transition",exempt="false"}`]: 1,
      [`aiven_byok_services{project="${project}",coverage="protected",exempt="false"}`]: 2,
      [`aiven_byok_services{project="${project}",coverage="unprotected",exempt="true"}`]: 1,
    });
  }));

test('has the times of the report and of registrations in seconds, and unread projects', () => {
  const cmks = [{ id: oneId, provider: 'gcp' as const, resource: gcpKey, created_at: '2026-01-01T00:00:00Z' }];
  const projects = [
    { name: project, cmks },
    { name: 'acme-dev', deny: ['CMKList' as const] },
  ];
  return withScene({ seed: { projects } }, async (scene) => {
    const found = await metrics(scene, '--all-projects');
    const key = `{project="${project}",cmk_id="${oneId}",provider="gcp"}`;
    expect(Object.fromEntries(found)).toMatchObject({
      aiven_byok_report_timestamp_seconds: Date.parse('2026-05-05T10:00:00Z') / 1000,
      [`aiven_byok_key_registered_timestamp_seconds${key}`]: Date.parse('2026-01-01T00:00:00Z') / 1000,
      [`aiven_byok_key_services${key}`]: 0,
      'aiven_byok_project_read{project="acme-dev"}': 0,
      [`aiven_byok_project_read{project="${project}"}`]: 1,
    });
  });
});

test('a family without samples is valid', () =>
  withScene({ seed: { projects: [project] } }, async (scene) => {
    expect((await metrics(scene)).size).toBeGreaterThan(5);
  }));

test.each([
  '# TYPE a gauge\na{b="c\n"} 1\n# EOF\n',
  '# TYPE a gauge\na{b="\\x"} 1\n# EOF\n',
  '# TYPE a gauge\na 1\n',
  '# TYPE a gauge\nb 1\n# EOF\n',
])('the grammar rejects %j', (out) => {
  expect(() => parse(out)).toThrow();
});
