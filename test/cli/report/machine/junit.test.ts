/** `report --format junit`, checked by libxml2 against the schema of Jenkins. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { oneId, project, type Scene, seed, withScene } from '../../scene';
import { fileWith } from '../files';
import { unusedId, withSample } from '../sample';

const schema = readFileSync(join(__dirname, '../fixtures/jenkins-junit.xsd'), 'utf8');

/** The report, which must be valid. Attributes of `testcase` by test name. */
async function junit(scene: Scene, ...argv: string[]) {
  const { out, code } = await scene.run('report', '--format', 'junit', ...argv);
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: out }], schema: [schema] });
  expect(errors).toEqual([]);
  return { out, code };
}

test('is valid, whatever names contain', () =>
  withSample(async (scene) => {
    scene.emulator.store.service(project, 'orders').service_type = 'pg\ufffe\ud800\u0000';
    const service = scene.emulator.store.service(project, 'orders');
    service.service_name = 'a\ufffe\ud800\u0000]]>&amp;';
    const { out } = await junit(scene);
    expect(out).not.toMatch(/[^\P{Cc}\n]|<script|\u202e/u);
    expect(out).toContain('name="service &lt;script&gt;window.hacked = 1&lt;/script&gt;"');
    expect(out).toContain('name="service a\\u{fffe}\\u{d800}\\u{0}]]&gt;&amp;amp;"');
  }));

test('has a suite per project, and a test case per service and key', () =>
  withScene({ seed: { projects: [...seed.projects, { name: 'acme-dev', deny: ['CMKList'] }] } }, async (scene) => {
    const { out } = await junit(scene, '--all-projects');
    expect(out).toMatch(
      /<testsuite name="acme-prod" tests="4" failures="1" errors="0" skipped="0" timestamp="2026-05-05T10:00:00">/,
    );
    expect(out).toContain(`<testcase classname="acme-prod" name="key ${oneId}"/>`);
    expect(out).toContain('<testcase classname="acme-prod" name="service orders"/>');
    expect(out).toMatch(
      /name="service plain"><failure type="unprotected" message="Service &quot;plain&quot; is encrypted with Aiven-managed keys\."\/>/,
    );
    expect(out).toMatch(
      /<testsuite name="acme-dev" tests="1" failures="0" errors="1".*\n.*<error type="unread-project"/,
    );
  }));

test('without --fail-on, unprotected services and those on an unknown or old key fail', () =>
  withSample(async (scene) => {
    const types = (out: string) => [...out.matchAll(/<failure type="([^"]+)"/g)].map(([, type]) => type);
    const unprotected = Array(7).fill('unprotected');
    expect(types((await junit(scene)).out)).toEqual([...unprotected, 'unknown-key', 'old-key']);
    const { out, code } = await junit(scene, '--fail-on', 'unused-key,default-key');
    expect([types(out).sort(), code]).toEqual([['default-key', 'default-key', 'default-key', 'unused-key'], 3]);
    expect(out).toMatch(new RegExp(`name="key ${unusedId}"><failure type="unused-key"`));
  }));

test('an exempt service is skipped with its reason, until the exemption expires', () =>
  withScene({ seed }, async (scene) => {
    const exempt = (expires: string) => [
      '--exempt',
      fileWith([{ service: `${project}/plain`, reason: 'moves <soon>', expires }]),
    ];
    expect((await junit(scene, ...exempt('2099-01-01'))).out).toMatch(
      /name="service plain"><skipped>exempt until 2099-01-01: moves &lt;soon&gt;<\/skipped>/,
    );
    expect((await junit(scene, ...exempt('2020-01-01'))).out).toContain(
      '<failure type="expired-exemption unprotected"',
    );
  }));

test('the schema rejects what it should', async () => {
  const contents = '<testsuites><testsuite name="x"><testcase name="y"/></testsuite></testsuites>';
  expect((await validateXML({ xml: [{ fileName: 'x.xml', contents }], schema: [schema] })).valid).toBe(false);
});
