/**
 * The report as JUnit XML, in the form that Jenkins publishes a schema for: a suite per project, a test case per service and key.
 *
 * Written without an XML library: there are four elements, and all escaping is in one function.
 */

import { printable } from '../../terminal/text';
import { isExempt } from '../coverage';
import type { ProjectCoverage, Report, UnreadProject } from '../model';
import type { Problem } from '../problems';
import { exemptionOf } from '../words';

/** @param problems The failures */
export function reportJunit({ generatedAt, projects, unread }: Report, problems: readonly Problem[]): string {
  // The schema has no time zone.
  const timestamp = generatedAt.slice(0, 19);
  const failuresOf = failuresByCase(problems);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="aiven-byok report">',
    ...unread.map((one) => unreadSuite(one, timestamp)),
    ...projects.map((one) => projectSuite(one, timestamp, failuresOf)),
    '</testsuites>',
  ].join('\n');
}

/** Returns the failures of a test case. */
type FailuresOf = (project: string, name: string) => readonly Problem[];

function failuresByCase(problems: readonly Problem[]): FailuresOf {
  const found = new Map<string, Problem[]>();
  const keyOf = (project: string, name: string) => JSON.stringify([project, name]);
  for (const problem of problems) {
    const { project, serviceName, cmkId } = problem;
    const key = keyOf(project, serviceName === null ? keyCase(cmkId) : serviceCase(serviceName));
    const list = found.get(key) ?? [];
    list.push(problem);
    found.set(key, list);
  }
  return (project, name) => found.get(keyOf(project, name)) ?? [];
}

const serviceCase = (serviceName: string) => `service ${serviceName}`;

const keyCase = (cmkId: string | null) => `key ${cmkId}`;

function projectSuite({ project, services, cmks }: ProjectCoverage, timestamp: string, failuresOf: FailuresOf): string {
  const cases = [
    ...services.map((one): TestCase => {
      const name = serviceCase(one.service.serviceName);
      const failures = failuresOf(project, name);
      const isSkipped = isExempt(one) && failures.length === 0;
      return { name, failures, skipped: isSkipped ? (exemptionOf(one) ?? undefined) : undefined };
    }),
    ...cmks.map(({ cmk }): TestCase => {
      const name = keyCase(cmk.cmkId);
      return { name, failures: failuresOf(project, name) };
    }),
  ];
  return suite(project, timestamp, cases);
}

interface TestCase {
  name: string;
  failures: readonly Pick<Problem, 'kind' | 'message'>[];
  /** Why it was not tested. */
  skipped?: string;
  isError?: boolean;
}

function unreadSuite({ project, reason }: UnreadProject, timestamp: string): string {
  return suite(project, timestamp, [
    { name: 'project', failures: [{ kind: 'unread-project', message: reason }], isError: true },
  ]);
}

function suite(project: string, timestamp: string, cases: readonly TestCase[]): string {
  const number = (is: (one: TestCase) => boolean) => cases.filter(is).length;
  const attributes = {
    name: project,
    tests: cases.length,
    failures: number(({ failures, isError }) => failures.length > 0 && !isError),
    errors: number(({ isError = false }) => isError),
    skipped: number(({ skipped }) => skipped !== undefined),
    timestamp,
  };
  return `  ${element('testsuite', attributes, cases.map((one) => testCase(project, one)).join(''))}`;
}

function testCase(project: string, { name, failures, skipped, isError = false }: TestCase): string {
  const content = [
    // The schema has no attributes here.
    skipped === undefined ? '' : element('skipped', {}, escapeXml(skipped)),
    // A test case has one failure.
    failures.length === 0
      ? ''
      : element(isError ? 'error' : 'failure', {
          type: failures.map(({ kind }) => kind).join(' '),
          message: failures.map(({ message }) => message).join(' '),
        }),
  ];
  return `\n    ${element('testcase', { classname: project, name }, content.join(''))}`;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return content === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${content}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text, and for attributes in double quotes. Control characters and what XML 1.0 does not allow become visible escapes. */
function escapeXml(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
