/**
 * The report as JUnit XML, in the form that Jenkins publishes a schema for: a suite per project, a test case per service and key.
 *
 * Written without an XML library: there are four elements, and all escaping is in one function.
 */

import { printable } from '../../terminal/text';
import { isExempt } from '../coverage';
import type { CoveredService, ProjectCoverage, Report, UnreadProject } from '../model';
import type { Problem } from '../problems';
import { exemptionOf } from '../words';

/** @param problems The failures */
export function reportJunit({ generatedAt, projects, unread }: Report, problems: readonly Problem[]): string {
  // The schema has no time zone.
  const timestamp = generatedAt.slice(0, 19);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="aiven-byok report">',
    ...unread.map((one) => unreadSuite(one, timestamp)),
    ...projects.map((one) => projectSuite(one, timestamp, problems)),
    '</testsuites>',
  ].join('\n');
}

function projectSuite(
  { project, services, cmks }: ProjectCoverage,
  timestamp: string,
  all: readonly Problem[],
): string {
  const problems = all.filter((problem) => problem.project === project);
  const general = problems.filter(({ serviceName, cmkId }) => serviceName === null && cmkId === null);
  const cases: TestCase[] = [
    ...services.map((one) => serviceCase(one, problems)),
    ...cmks.map(({ cmk: { cmkId } }) => ({
      name: `key ${cmkId}`,
      failures: problems.filter((problem) => problem.cmkId === cmkId),
    })),
    ...(general.length === 0 ? [] : [{ name: 'project', failures: general }]),
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

function serviceCase(one: CoveredService, problems: readonly Problem[]): TestCase {
  const { serviceName } = one.service;
  const failures = problems.filter((problem) => problem.serviceName === serviceName);
  const skipped = isExempt(one) ? (exemptionOf(one) ?? undefined) : undefined;
  return { name: `service ${serviceName}`, failures, skipped: failures.length === 0 ? skipped : undefined };
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
