/** Renders the statements that adopt the objects of one project. */

import { type AdoptedBinding, type AdoptedKey, type AdoptedService, defaultKeyOf, type Named } from './adoption';
import {
  constructOf,
  idOf,
  idOfService,
  type KeyConstruct,
  keyConstructs,
  nameOfLookup,
  parentOf,
} from './construct-paths';
import type { ProjectContent } from './format';
import { camelCase, Names } from './names';
import { quoteTypeScript } from './quote';
import { writtenSettings } from './service-settings';
import { type Code, callWith, list, object, statement, text, word } from './typescript-layout';

/** Returns groups of statements. @param reserved IDs that a lookup must not get */
export function statementsOf({ project, objects, cmks }: ProjectContent, reserved: readonly string[]): string[] {
  const keys = objects.filter((one) => one.kind === 'key');
  const bindings = objects.filter((one) => one.kind === 'binding');
  const services = objects.filter((one) => one.kind === 'service');
  const users = [...bindings, ...services];
  const constructs = withLookups(users, keyConstructs(objects), [...reserved, ...objects.map(parentOf)], cmks);
  const used = users.map(({ cmkId }) => (cmkId === null ? undefined : constructOf(cmkId, constructs)));
  const variables = variablesOf(constructs.filter((construct) => used.includes(construct)));
  const declare = (construct: KeyConstruct) => {
    const variable = variables.get(construct);
    return variable === undefined ? '' : `const ${variable} = `;
  };
  const bindTo = (construct: KeyConstruct) =>
    bindings
      .filter(({ cmkId }) => constructOf(cmkId, constructs) === construct)
      .map((binding) => bindingCall(binding, variables.get(construct) ?? ''))
      .join('');

  const lookups = constructs.filter(({ isLookup }) => isLookup);
  const defaultKey = defaultKeyOf(cmks)?.cmkId;
  const imported = keys.map((key) => {
    const construct = constructs.find((one) => !one.isLookup && one.cmkId === key.id) as KeyConstruct;
    return importKey(key, declare(construct), key.id === defaultKey) + bindTo(construct);
  });
  const variableOf = (cmkId: string | null) => {
    const key = cmkId === null ? undefined : constructOf(cmkId, constructs);
    return key && variables.get(key);
  };
  return [
    lookups.map((construct) => lookup(project, construct, declare(construct))).join(''),
    ...imported,
    lookups.map(bindTo).join(''),
    services.map((service) => importService(service, variableOf(service.cmkId))).join('\n'),
  ].filter((group) => group !== '');
}

/** Adds a lookup for each key that a service or a binding uses and the file does not have. */
function withLookups(
  users: readonly (AdoptedService | AdoptedBinding)[],
  constructs: readonly KeyConstruct[],
  reserved: readonly string[],
  cmks: ProjectContent['cmks'],
): KeyConstruct[] {
  const all = [...constructs];
  const ids = new Names(reserved);
  for (const { cmkId } of users) {
    if (cmkId === null || constructOf(cmkId, all) !== undefined) continue;
    all.push({ id: ids.take(nameOfLookup(cmkId, cmks)), cmkId, isLookup: true });
  }
  return all;
}

function variablesOf(constructs: readonly KeyConstruct[]): Map<KeyConstruct, string> {
  const names = new Names(['adopt', 'project']).takeAll(
    constructs.map(({ id }) => camelCase(id)),
    '',
  );
  return new Map(constructs.map((construct, index) => [construct, names[index] as string]));
}

function bindingCall({ id: serviceName }: AdoptedBinding, keyVariable: string): string {
  const id = idOfService(serviceName);
  const options = id === serviceName ? undefined : object([['id', text(id)]]);
  return statement('', 'ServiceBinding.import', [keyVariable, quoteTypeScript(serviceName)], options);
}

function importKey({ project, id, name, cmk }: Named<AdoptedKey>, beginning: string, isDefault: boolean): string {
  const props = object([
    ['kmsKey', callWith(`KmsKey.${cmk.cloud}`, cmk.keyReference)],
    ['defaultCmk', isDefault ? word('true') : undefined],
  ]);
  const words = ['project', quoteTypeScript(idOf(name)), quoteTypeScript(`${project}/${id}`)];
  return statement(beginning, 'CustomerManagedKey.import', words, props);
}

function lookup(project: string, { id, cmkId }: KeyConstruct, beginning: string): string {
  const props = object([
    ['project', text(project)],
    ['cmkId', text(cmkId)],
  ]);
  return statement(beginning, 'CustomerManagedKey.lookup', ['project', quoteTypeScript(id)], props);
}

function importService({ project, id, name, service }: Named<AdoptedService>, keyVariable: string | undefined): string {
  const { tags, tech_emails: emails, ...settings } = writtenSettings(project, service);
  const optional = (value: string | undefined): Code | undefined => (value === undefined ? undefined : text(value));
  const props = object([
    ['serviceType', word(`ServiceType.${service.serviceType.toUpperCase()}`)],
    ['plan', text(settings.plan)],
    ['encryption', word(keyVariable ? `Encryption.customerManaged(${keyVariable})` : 'Encryption.aivenManaged()')],
    ['cloudName', text(settings.cloud_name)],
    ['projectVpcId', optional(settings.project_vpc_id)],
    ['maintenanceWindowDow', optional(settings.maintenance_window_dow)],
    ['maintenanceWindowTime', optional(settings.maintenance_window_time)],
    ['terminationProtection', settings.termination_protection && word('true')],
    ['techEmails', emails.length > 0 ? list(emails) : undefined],
    ['tags', tagsCode(tags)],
  ]);
  const words = ['project', quoteTypeScript(idOf(name)), quoteTypeScript(`${project}/${id}`)];
  return statement('', 'Service.import', words, props);
}

function tagsCode(tags: Readonly<Record<string, string>>): Code | undefined {
  const entries = Object.entries(tags).map(([key, value]) => [key, text(value)] as const);
  return entries.length === 0 ? undefined : object(entries);
}
