import type { MessageType } from '../../../src/plugin/wire/field';
import {
  controllerService,
  healthService,
  planResourceChange,
  providerService,
  schemaAttribute,
  stdioService,
} from '../../../src/plugin/wire/messages';

function reachable(type: MessageType, found = new Set<MessageType>()): Set<MessageType> {
  if (found.has(type)) return found;
  found.add(type);
  for (const field of Object.values(type.fields)) {
    if (typeof field.type === 'function') reachable(field.type(), found);
  }
  return found;
}

const services = [providerService, controllerService, healthService, stdioService];
const methods = services.flatMap((service) => Object.values(service.methods));
const types = new Set(methods.flatMap(({ request, response }) => [...reachable(request), ...reachable(response)]));

test('no message has two fields with one number', () => {
  for (const type of types) {
    const numbers = Object.values(type.fields).map((field) => field.number);
    expect([type.name, new Set(numbers).size]).toEqual([type.name, numbers.length]);
  }
});

test('two messages of one name are one and the same', () => {
  const byName = new Map<string, MessageType>();
  for (const type of types) {
    const before = byName.get(type.name) ?? type;
    expect(Object.keys(type.fields)).toEqual(Object.keys(before.fields));
    byName.set(type.name, type);
  }
});

test('only ListResource and the stdio of go-plugin are streams', () => {
  const streams = services.flatMap((service) =>
    Object.entries(service.methods).flatMap(([name, method]) => (method.kind === 'unary' ? [] : [name])),
  );
  expect(streams).toEqual(['ListResource', 'StreamStdio']);
});

test('fields added by later minors have the numbers of the official definition', () => {
  const numbers = (type: MessageType) =>
    Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, field.number]));
  expect(numbers(schemaAttribute)).toMatchObject({ nestedType: 10, writeOnly: 11, deprecationMessage: 12 });
  expect(numbers(planResourceChange.request)).toMatchObject({
    clientCapabilities: 7,
    priorIdentity: 8,
    plannedPrivate: 9,
  });
});
