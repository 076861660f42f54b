/** Adopted things as HCL: an `import` block before each resource, as `terraform fmt` lays it out. */

import { formatCmkImportId, formatServiceImportId } from '../../aiven';
import type { Cmk } from '../../client';
import { type Adoption, identifyKeys } from './adoption';
import { findProvider, type Neighbour, providerBlock, providerOf } from './hcl-provider';
import { bindingType, type HclFile, readHclFile, writtenIn } from './hcl-read';
import { Names, nameOfKey, slug, snakeCase } from './names';
import { quoteHcl } from './quote';
import { type WrittenSettings, writtenSettings } from './service-settings';
import { type CodeFormat, hasLine, insertBefore, markerOf, signature, type Written } from './written';

const head = `# Keys and services that were at Aiven before this configuration, taken over by ${signature}.
# After the first apply the import blocks have done their work; they may stay.
# Taking a binding out detaches its service from the key, unless on_destroy = "keep" was set and applied before.
`;

export const hclFormat: CodeFormat = {
  fileName: 'adopted.tf',
  comment: '#',
  nextLines: () => [],
  read: (text) => writtenIn(readHclFile(text)),

  check(text, { neighbours }) {
    findProvider(hclFormat.fileName, readHclFile(text ?? ''), neighbours);
  },

  add(text, adoptions, { neighbours }) {
    const own = readHclFile(text ?? '');
    const provider = findProvider(hclFormat.fileName, own, neighbours);
    let file = (text ?? head) + (provider.isNew ? providerBlock : '');
    const written = writtenIn(own);
    for (const adoption of adoptions) identifyKeys(written, adoption);
    const labels = chooseLabels(own, neighbours, adoptions);
    for (const adoption of adoptions) {
      const { project } = adoption;
      const blocks = blocksOf(adoption, labels, written, providerOf(provider)).join('\n');
      const marker = markerOf('#', project);
      file = hasLine(file, marker)
        ? insertBefore(file, marker, `${blocks}\n`, hclFormat.fileName)
        : `${file}\n# Project ${project}\n\n${blocks}\n${marker}\n`;
    }
    return file;
  },
};

type Labels = (type: string, project: string, name: string) => string;

/** Labels for all that is new. A name that more than one project has gets the project's before it. */
function chooseLabels(own: HclFile, neighbours: readonly Neighbour[], adoptions: readonly Adoption[]): Labels {
  const wanted = adoptions.flatMap(({ project, keys, bindings, services }) => [
    ...keys.map((cmk) => ({ type: 'aiven_cmk', project, id: cmk.cmkId, name: nameOfKey(cmk) })),
    ...bindings.map(({ service: { serviceName: id } }) => ({ type: bindingType, project, id, name: id })),
    ...services.map(({ service: { serviceType, serviceName: id } }) => ({
      type: `aiven_${serviceType}`,
      project,
      id,
      name: id,
    })),
  ]);
  const resources = [own, ...neighbours].flatMap((file) => file.resources);
  const chosen = new Map<string, string>();
  for (const type of new Set(wanted.map((one) => one.type))) {
    const taken = resources.filter((resource) => resource.type === type).map(({ label }) => label);
    const ofType = wanted.filter((one) => one.type === type);
    const labels = ofType.map(({ project, name }) => {
      const label = snakeCase(name);
      const long = `${projectLabel(project)}_${label}`;
      const earlier = own.imports.get(`${type}.${label}`);
      const isShared =
        ofType.some((other) => other.name === name && other.project !== project) ||
        (earlier !== undefined && !earlier.startsWith(`${project}/`)) ||
        // As an earlier run did it.
        taken.includes(long);
      return isShared ? long : label;
    });
    for (const [index, label] of new Names(taken).takeAll(labels, '_').entries()) {
      const { project, id } = ofType[index] as (typeof ofType)[number];
      chosen.set(`${type} ${project} ${id}`, label);
    }
  }
  return (type, project, id) => chosen.get(`${type} ${project} ${id}`) ?? '';
}

function projectLabel(project: string): string {
  const label = snakeCase(slug(project));
  return /^[a-z]/.test(label) ? label : `project_${label}`;
}

function blocksOf(
  { project, keys, bindings, services, defaultKey }: Adoption,
  labels: Labels,
  written: Written,
  provider: string | undefined,
): string[] {
  const label = (type: string, id: string) => labels(type, project, id);
  const addressOf = (key: Cmk): string => {
    const known = written.keys.get(formatCmkImportId({ project, cmkId: key.cmkId }));
    const address = keys.includes(key) ? `aiven_cmk.${label('aiven_cmk', key.cmkId)}` : known;
    return address === undefined ? quoteHcl(key.cmkId) : `${address}.cmk_id`;
  };
  return [
    ...keys.map((cmk) =>
      block('aiven_cmk', label('aiven_cmk', cmk.cmkId), formatCmkImportId({ project, cmkId: cmk.cmkId }), [
        attributes([
          ['provider', provider],
          ['project', quoteHcl(project)],
          ['cmk_provider', quoteHcl(cmk.cloud)],
          ['resource', quoteHcl(cmk.keyReference)],
          ['default_cmk', cmk === defaultKey ? 'true' : undefined],
        ]),
        // Aiven deletes no key that a service still uses: a new one has to be there first.
        '  lifecycle {\n    create_before_destroy = true\n  }\n',
      ]),
    ),
    ...bindings.map(({ service: { serviceName }, key }) =>
      block(bindingType, label(bindingType, serviceName), formatServiceImportId({ project, serviceName }), [
        attributes([
          ['provider', provider],
          ['project', quoteHcl(project)],
          ['service_name', quoteHcl(serviceName)],
          ['cmk_id', addressOf(key)],
        ]),
      ]),
    ),
    ...services.map(({ service, key }) => {
      const { serviceName } = service;
      const type = `aiven_${service.serviceType}`;
      const { tags, tech_emails: emails, ...settings } = writtenSettings(project, service);
      return block(type, label(type, serviceName), formatServiceImportId({ project, serviceName }), [
        serviceAttributes(project, serviceName, settings, key && addressOf(key), provider),
        ...Object.entries(tags).map(([name, value]) =>
          nested('tag', [
            ['key', quoteHcl(name)],
            ['value', quoteHcl(value)],
          ]),
        ),
        ...emails.map((email) => nested('tech_emails', [['email', quoteHcl(email)]])),
      ]);
    }),
  ];
}

function serviceAttributes(
  project: string,
  serviceName: string,
  { plan, cloud_name: cloudName, ...others }: Omit<WrittenSettings, 'tags' | 'tech_emails'>,
  cmkId: string | null,
  provider: string | undefined,
): string {
  return attributes([
    ['provider', provider],
    ['project', quoteHcl(project)],
    ['service_name', quoteHcl(serviceName)],
    ['plan', quoteHcl(plan)],
    ['cloud_name', quoteHcl(cloudName)],
    ['cmk_id', cmkId ?? undefined],
    ...Object.entries(others).map(
      ([name, value]): Attribute => [name, value === undefined ? undefined : literal(value)],
    ),
  ]);
}

function literal(value: string | true | readonly string[]): string {
  if (value === true) return 'true';
  return typeof value === 'string' ? quoteHcl(value) : `[${value.map(quoteHcl).join(', ')}]`;
}

function block(type: string, label: string, importId: string, parts: readonly string[]): string {
  return `import {
  to = ${type}.${label}
  id = ${quoteHcl(importId)}
}

resource "${type}" "${label}" {
${parts.join('\n')}}
`;
}

type Attribute = readonly [name: string, code: string | undefined];

/** One a line, the signs of equality below each other. */
function attributes(list: readonly Attribute[], indent = '  '): string {
  const given = list.filter(([, code]) => code !== undefined);
  const width = Math.max(...given.map(([name]) => name.length));
  return given.map(([name, code]) => `${indent}${name.padEnd(width)} = ${code}\n`).join('');
}

function nested(name: string, list: readonly Attribute[]): string {
  return `  ${name} {\n${attributes(list, '    ')}  }\n`;
}
