/** `report --format sarif`, checked against the schema of SARIF 2.1.0. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { oneId, project, type Scene, seed, withScene } from '../../scene';
import { fileWith } from '../files';
import { withSample } from '../sample';

// Ajv has no draft 4. This schema uses nothing that later drafts read differently but the name of its id.
const {
  $schema: _,
  id: $id,
  ...schema
} = JSON.parse(readFileSync(join(__dirname, '../fixtures/sarif-2.1.0.json'), 'utf8'));
const ajv = new Ajv({
  allErrors: true,
  strict: false,
  // One pattern of the schema is invalid in Unicode mode.
  unicodeRegExp: false,
  formats: { uri: URL.canParse, 'uri-reference': isReference, 'date-time': (text) => !Number.isNaN(Date.parse(text)) },
});
const validate = ajv.compile({ ...schema, $id });

function isReference(text: string): boolean {
  return /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && URL.canParse(text, 'file:///');
}

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: {
    physicalLocation: { artifactLocation: { uri: string } };
    logicalLocations: { fullyQualifiedName: string; kind: string }[];
  }[];
  partialFingerprints: { primaryLocationLineHash: string };
}

/** The only run of the report, which must be valid. */
async function sarif(scene: Scene, ...argv: string[]): Promise<{ results: Result[]; rules: { id: string }[] }> {
  const { out } = await scene.run('report', '--format', 'sarif', ...argv);
  const log = JSON.parse(out);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const [{ results, tool }] = log.runs;
  return { results, rules: tool.driver.rules };
}

test('is valid, whatever names contain', () =>
  withSample(async (scene) => {
    scene.emulator.store.service(project, 'orders').service_name = 'a/../\ud800 %';
    const { results } = await sarif(scene, '--fail-on', 'default-key,unprotected');
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect(uris).toContain('aiven/acme-prod/%3Cscript%3Ewindow.hacked%20%3D%201%3C%2Fscript%3E');
    expect(uris).toContain('aiven/acme-prod/a%2F..%2F%5Cu%7Bd800%7D%20%25');
    expect(JSON.stringify(results)).not.toMatch(/\\u001b|\u202e/);
  }));

test('has a result per problem, with a rule, a level and the service or key', () =>
  withSample(async (scene) => {
    const { results, rules } = await sarif(scene);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.slice(-2)).toMatchObject([
      { ruleId: 'unknown-key', level: 'error' },
      {
        ruleId: 'old-key',
        level: 'warning',
        message: {
          text: expect.stringMatching(/^Service "legacy" is encrypted with key ".*", which has the status "old"/),
        },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'aiven/acme-prod/legacy' } },
            logicalLocations: [{ fullyQualifiedName: 'acme-prod/legacy', kind: 'service' }],
          },
        ],
      },
    ]);
    const aged = await withAge(scene);
    expect(aged.results.at(-1)).toMatchObject({
      ruleId: 'older-than',
      locations: [{ logicalLocations: [{ fullyQualifiedName: `acme-prod/${oneId}`, kind: 'key' }] }],
    });
  }));

async function withAge(scene: Scene) {
  const cmk = scene.emulator.store.cmk(project, oneId);
  cmk.created_at = '2020-01-01T00:00:00Z';
  return sarif(scene, '--fail-on', 'older-than=365d');
}

test('a key that is too old for several ages is one result', () =>
  withSample(async (scene) => {
    scene.emulator.store.cmk(project, oneId).created_at = '2020-01-01T00:00:00Z';
    const { results } = await sarif(scene, '--fail-on', 'older-than=30d,older-than=365d');
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['older-than']);
  }));

test('a result keeps its fingerprint, and no two share one', () =>
  withSample(async (scene) => {
    const prints = async () =>
      (await sarif(scene)).results.map((one) => one.partialFingerprints.primaryLocationLineHash);
    const found = await prints();
    expect(new Set(found).size).toBe(found.length);
    expect(await prints()).toEqual(found);
  }));

test('an exempt service is no result, because GitHub shows suppressed results too', () =>
  withScene({ seed }, async (scene) => {
    const exempt = fileWith([{ service: `${project}/plain`, reason: 'moves soon', expires: '2099-01-01' }]);
    expect((await sarif(scene)).results).toHaveLength(1);
    expect((await sarif(scene, '--exempt', exempt)).results).toEqual([]);
  }));

test('an unread project is a result', () =>
  withScene({ seed: { projects: [{ name: project, deny: ['CMKList'] }] } }, async (scene) => {
    const { results } = await sarif(scene, '--all-projects');
    expect(results).toMatchObject([
      { ruleId: 'unread-project', level: 'error', locations: [{ logicalLocations: [{ kind: 'project' }] }] },
    ]);
  }));

test('the schema rejects what it should', () => {
  expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  expect(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: {} }] }] })).toBe(
    false,
  );
});
