/** The statements that adopt a project's keys and services. */

import { formatCmkImportId, formatServiceImportId } from '../../aiven';
import type { Cmk, Service } from '../../client';
import type { Adoption } from './adoption';
import { camelCase, Names, nameOfKey } from './names';
import { quoteTypeScript } from './quote';
import { writtenSettings } from './service-settings';
import { type Code, callWith, list, object, statement, text, word } from './typescript-layout';
import type { WrittenConstructs } from './typescript-read';

export interface ProjectCode {
  /** Groups of statements. */
  groups: string[];
  /** What has to be imported from the package. */
  used: Set<string>;
  /** Variables to declare for keys that are in the file already: where, and the name. */
  declarations: { start: number; variable: string }[];
}

/** The variable of a key, once it has one. */
type VariableOf = (key: Cmk) => string;

export function codeOf(adoption: Adoption, written: WrittenConstructs): ProjectCode {
  const { project, keys, bindings, services, defaultKey } = adoption;
  const code: ProjectCode = { groups: [], used: new Set(), declarations: [] };
  const names = nameThings(adoption, written);
  const lookedUp: string[] = [];
  const variableOf = rememberingVariables((key) => {
    const importId = formatCmkImportId({ project, cmkId: key.cmkId });
    if (keys.includes(key)) return names.variable(key);
    const before = written.keys.get(importId) ?? written.lookups.get(importId);
    if (before !== undefined) return before;
    const start = written.details.get(importId)?.start;
    const variable = names.variable(key);
    if (start !== undefined) code.declarations.push({ start, variable });
    else lookedUp.push(lookup(project, key, names.id(key), variable));
    return variable;
  });
  const bindingsOf = (key: Cmk) => bindings.filter((binding) => binding.key === key).map(({ service }) => service);
  const isUsed = (key: Cmk) => [...bindings, ...services].some((service) => service.key === key);

  const imported = keys.map((key) => {
    const beginning = isUsed(key) ? `const ${variableOf(key)} = ` : '';
    return [importKey(project, key, names.id(key), beginning, key === defaultKey), ...bindingsOf(key).map(bind(key))];
  });
  const bound = bindings.filter(({ key }) => !keys.includes(key)).map(({ key, service }) => bind(key)(service));
  const whole = services.map(({ service, key }) =>
    importService(project, service, names.serviceId(service), key && variableOf(key)),
  );

  function bind(key: Cmk) {
    return ({ serviceName }: Service) => {
      const id = idOfService(serviceName);
      const options = id === serviceName ? undefined : object([['id', text(id)]]);
      return statement('', 'ServiceBinding.import', [variableOf(key), quoteTypeScript(serviceName)], options);
    };
  }
  code.groups = [lookedUp.join(''), ...imported.map((group) => group.join('')), bound.join(''), whole.join('\n')];
  code.groups = code.groups.filter((group) => group !== '');
  const all = code.groups.join('');
  const mentioned = ['CustomerManagedKey', 'Encryption', 'KmsKey', 'Service', 'ServiceBinding', 'ServiceType'];
  code.used = new Set(mentioned.filter((name) => all.includes(`${name}.`)));
  return code;
}

function rememberingVariables(choose: VariableOf): VariableOf {
  const chosen = new Map<Cmk, string>();
  return (key) => {
    const variable = chosen.get(key) ?? choose(key);
    chosen.set(key, variable);
    return variable;
  };
}

/** Ids of constructs and names of variables. Services have their own names as ids; keys end with "key", so that no reserved word comes out. */
function nameThings({ project, keys, services }: Adoption, written: WrittenConstructs) {
  const ids = new Names(written.ids.get(project));
  const variables = new Names(['adopt', 'project', ...(written.variables.get(project) ?? [])]);
  const serviceIds = ids.takeAll(services.map(({ service }) => idOfService(service.serviceName)));
  const keyIds = ids.takeAll(keys.map(keyName));
  const idOfKey = new Map(keys.map((key, index) => [key, keyIds[index] as string]));
  const id = (key: Cmk): string => {
    const taken = idOfKey.get(key) ?? ids.take(keyName(key));
    idOfKey.set(key, taken);
    return taken;
  };
  return {
    id,
    serviceId: (service: Service) => serviceIds[services.findIndex((one) => one.service === service)] as string,
    variable: (key: Cmk) => variables.take(camelCase(idOfKey.get(key) ?? keyName(key)), ''),
  };
}

/** No construct can be called like what every object has, such as `constructor`. */
function idOfService(serviceName: string): string {
  return serviceName in {} ? `${serviceName}-service` : serviceName;
}

function keyName(key: Cmk): string {
  const name = nameOfKey(key);
  return /(^key|-key)(-|$)/.test(name) ? name : `${name}-key`;
}

function importKey(project: string, key: Cmk, id: string, beginning: string, isDefault: boolean): string {
  const importId = formatCmkImportId({ project, cmkId: key.cmkId });
  const props = object([
    ['kmsKey', callWith(`KmsKey.${key.cloud}`, key.keyReference)],
    ['defaultCmk', isDefault ? word('true') : undefined],
  ]);
  const words = ['project', quoteTypeScript(id), quoteTypeScript(importId)];
  return statement(beginning, 'CustomerManagedKey.import', words, props);
}

function lookup(project: string, { cmkId }: Cmk, id: string, variable: string): string {
  const props = object([
    ['project', text(project)],
    ['cmkId', text(cmkId)],
  ]);
  return statement(`const ${variable} = `, 'CustomerManagedKey.lookup', ['project', quoteTypeScript(id)], props);
}

function importService(project: string, service: Service, id: string, keyVariable: string | null): string {
  const { tags, tech_emails: emails, static_ips: ips, ...settings } = writtenSettings(project, service);
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
    ['staticIps', ips && list(ips)],
    ['techEmails', emails.length > 0 ? list(emails) : undefined],
    ['tags', tagsCode(tags)],
  ]);
  const importId = formatServiceImportId({ project, serviceName: service.serviceName });
  return statement('', 'Service.import', ['project', quoteTypeScript(id), quoteTypeScript(importId)], props);
}

function tagsCode(tags: Readonly<Record<string, string>>): Code | undefined {
  const entries = Object.entries(tags).map(([key, value]) => [key, text(value)] as const);
  return entries.length === 0 ? undefined : object(entries);
}
