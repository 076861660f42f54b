import type { Field, MessageType } from '../../../src/plugin/wire/field';
import {
  controllerService,
  DeferredReason,
  healthService,
  NestingMode,
  providerService,
  ServingStatus,
  Severity,
  StringKind,
  stdioService,
} from '../../../src/plugin/wire/messages';
import * as facts from './protocol-facts';

/** Fields of the protocol that our tables leave out: deprecated, or of features that we do not offer. */
const unused: { readonly [message: string]: readonly string[] } = {
  'tfplugin6.GetMetadata.Response': ['state_stores', 'actions'],
  'tfplugin6.GetProviderSchema.Response': ['state_store_schemas', 'action_schemas'],
  'tfplugin6.OpenEphemeralResource.Response': ['renew_at'],
  'tfplugin6.Schema.Object': ['min_items', 'max_items'],
};

const services = [providerService, controllerService, healthService, stdioService];
const methods = services.flatMap((service) => Object.values(service.methods));
const types = new Set(methods.flatMap(({ request, response }) => [...reachable(request), ...reachable(response)]));

function reachable(type: MessageType, found = new Set<MessageType>()): Set<MessageType> {
  if (found.has(type)) return found;
  found.add(type);
  for (const field of Object.values(type.fields)) {
    if (typeof field.type === 'function') reachable(field.type(), found);
  }
  return found;
}

/** A field in the notation of the facts. */
function describeField({ number, type, shape, explicit, oneof }: Field): string {
  const isMessage = typeof type === 'function';
  const typeName = typeof type === 'function' ? type().name : type;
  if (shape === 'map') return `${number} map<${typeName}>`;
  if (shape === 'repeated') return `${number} repeated ${typeName}`;
  const label = oneof !== undefined ? 'oneof ' : explicit && !isMessage ? 'optional ' : '';
  return `${number} ${label}${typeName}`;
}

const toCamelCase = (name: string) =>
  name.replace(/^[A-Z]/, (letter) => letter.toLowerCase()).replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

test.each([...types].map((type) => [type.name, type] as const))(
  'the fields of %s have the numbers and types of protocol 6.11',
  (name, type) => {
    const official = Object.entries(facts.messages[name] ?? {}).filter(([field]) => !unused[name]?.includes(field));
    // A message has explicit presence with or without the label.
    const expected = official.map(([field, fact]) => [
      toCamelCase(field),
      fact.replace('optional tfplugin6', 'tfplugin6'),
    ]);
    const ours = Object.entries(type.fields).map(([field, definition]) => [field, describeField(definition)]);
    expect(facts.messages).toHaveProperty([name]);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(expected));
  },
);

test('every message and field in the table of facts is checked', () => {
  const names = new Set([...types].map(({ name }) => name));
  expect(Object.keys(facts.messages).filter((name) => !names.has(name))).toEqual([]);
  for (const [name, fields] of Object.entries(unused)) {
    expect(Object.keys(facts.messages[name] ?? {})).toEqual(expect.arrayContaining([...fields]));
  }
});

test('the services have the methods of protocol 6.11 and of go-plugin', () => {
  const ours = services.map(({ name, methods: own }) => {
    const signatures = Object.entries(own).map(([method, { request, response, kind }]) => [
      method,
      `${request.name} -> ${kind === 'unary' ? '' : 'stream '}${response.name}`,
    ]);
    return [name, Object.fromEntries(signatures)];
  });
  expect(Object.fromEntries(ours)).toEqual(facts.services);
});

test('the enums have the values of protocol 6.11 and of the gRPC health check', () => {
  const { enums } = facts;
  const severity = enums['Diagnostic.Severity'];
  expect(Severity).toEqual({ error: severity.ERROR, warning: severity.WARNING });
  expect(StringKind).toEqual({ plain: enums.StringKind.PLAIN, markdown: enums.StringKind.MARKDOWN });
  const nesting = enums['Schema.NestedBlock.NestingMode'];
  const { SINGLE: single, LIST: list, SET: set, MAP: map, GROUP: group } = nesting;
  expect(NestingMode).toEqual({ single, list, set, map, group });
  const reason = enums['Deferred.Reason'];
  expect(DeferredReason).toEqual({
    resourceConfigUnknown: reason.RESOURCE_CONFIG_UNKNOWN,
    providerConfigUnknown: reason.PROVIDER_CONFIG_UNKNOWN,
    absentPrerequisite: reason.ABSENT_PREREQ,
  });
  const status = enums['HealthCheckResponse.ServingStatus'];
  expect(ServingStatus).toEqual({
    serving: status.SERVING,
    notServing: status.NOT_SERVING,
    serviceUnknown: status.SERVICE_UNKNOWN,
  });
});

test('two messages of one name have the same fields', () => {
  const byName = new Map<string, MessageType>();
  for (const type of types) {
    const before = byName.get(type.name) ?? type;
    expect(Object.keys(type.fields)).toEqual(Object.keys(before.fields));
    byName.set(type.name, type);
  }
});
