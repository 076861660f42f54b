import type { Encodable, MessageType } from '../../../src/plugin/wire/field';
import {
  attributePath,
  attributePathStep,
  getProviderSchema,
  planResourceChange,
  providerService,
  rawState,
  readResource,
  schemaBlock,
  serverCapabilities,
} from '../../../src/plugin/wire/messages';
import { decodeMessage, encodeMessage } from '../../../src/plugin/wire/protobuf';
import { Code, StatusError } from '../../../src/plugin/wire/status';
import { Random } from '../../support/random';
import { compileIndependently, decodeIndependently } from './independent-codec';
import { randomMessage } from './random-message';

const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const allMessages = Object.values(providerService.methods).flatMap(({ request, response }) => [request, response]);
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function refusal(type: MessageType, bytes: Uint8Array): StatusError {
  try {
    decodeMessage(type, bytes);
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  throw new Error('The message was accepted.');
}

describe(`an independent implementation (seed ${seed})`, () => {
  test.each(allMessages.map((type) => [type.name, type] as const))('reads what we write: %s', (_, type) => {
    const random = new Random(seed).next;
    for (let round = 0; round < 10; round++) {
      const bytes = encodeMessage(type, randomMessage(type, random));
      expect(decodeMessage(type, bytes)).toEqual(decodeIndependently(type, bytes));
    }
  });

  test.each(allMessages.map((type) => [type.name, type] as const))('is understood by us: %s', (_, type) => {
    const random = new Random(seed + 1).next;
    const compiled = compileIndependently(type);
    for (let round = 0; round < 10; round++) {
      const ours = encodeMessage(type, randomMessage(type, random));
      const theirs = compiled.encode(compiled.decode(ours)).finish();
      expect(decodeMessage(type, theirs)).toEqual(decodeMessage(type, ours));
    }
  });
});

describe('encoding', () => {
  test('leaves out what has its default value, but not inside a choice', () => {
    expect(encodeMessage(readResource.request, { typeName: '', private: Buffer.alloc(0) })).toHaveLength(0);
    expect(encodeMessage(attributePathStep, { elementKeyInt: 0 })).toEqual(hex('18 00'));
    expect(encodeMessage(attributePathStep, { attributeName: '' })).toEqual(hex('0a 00'));
  });

  test('writes an empty message that is set, and nothing for one that is not', () => {
    expect(encodeMessage(readResource.response, { newState: {} })).toEqual(hex('0a 00'));
    expect(encodeMessage(readResource.response, { newState: undefined })).toHaveLength(0);
  });

  test('decodes a message of several megabytes', () => {
    const description = 'd'.repeat(6_000_000);
    const bytes = encodeMessage(getProviderSchema.response, { provider: { block: { description } } });
    expect(decodeMessage(getProviderSchema.response, bytes).provider?.block?.description).toBe(description);
  });

  test.each([
    ['a number as a string', readResource.request, { typeName: 5 }],
    ['a string as bytes', readResource.request, { private: 'x' }],
    ['a fraction as an integer', attributePathStep, { elementKeyInt: 0.5 }],
    ['an object as a list', attributePath, { steps: {} }],
    ['a list as a map', rawState, { flatmap: [] }],
    ['a string as a bool', serverCapabilities, { planDestroy: 'yes' }],
  ])('refuses %s and names the field', (_, type, value) => {
    expect(() => encodeMessage(type as MessageType, value as Encodable<MessageType>)).toThrow(
      new RegExp(`^${type.name}\\.`),
    );
  });
});

describe('decoding', () => {
  test('gives absent scalars, lists and maps their defaults, and leaves absent messages out', () => {
    expect(decodeMessage(readResource.request, Buffer.alloc(0))).toEqual({ typeName: '', private: new Uint8Array(0) });
    expect(decodeMessage(rawState, Buffer.alloc(0))).toEqual({ json: new Uint8Array(0), flatmap: {} });
  });

  test('skips fields of every wire type that it does not know, groups included', () => {
    const known = encodeMessage(readResource.request, { typeName: 'a' });
    const foreign = hex('a006 01  a106 0102030405060708  a206 02 ffff  a306 a806 05 a206 01 00 a406  a506 01020304');
    const message = decodeMessage(readResource.request, Buffer.concat([foreign, known, foreign]));
    expect(message.typeName).toBe('a');
  });

  test('takes the last of a scalar that comes twice, and merges a message that comes twice', () => {
    const twice = Buffer.concat([
      encodeMessage(planResourceChange.request, { typeName: 'a', clientCapabilities: { deferralAllowed: true } }),
      encodeMessage(planResourceChange.request, {
        typeName: 'b',
        clientCapabilities: { writeOnlyAttributesAllowed: true },
      }),
    ]);
    const message = decodeMessage(planResourceChange.request, twice);
    expect(message.typeName).toBe('b');
    expect(message.clientCapabilities).toMatchObject({ deferralAllowed: true, writeOnlyAttributesAllowed: true });
  });

  test('keeps the last member of a choice only', () => {
    expect(decodeMessage(attributePathStep, hex('0a 01 61  18 07'))).toEqual({ elementKeyInt: 7 });
    expect(decodeMessage(attributePathStep, hex('18 07  0a 01 61'))).toEqual({ attributeName: 'a' });
  });

  test('takes a map entry without key or value, and the last of two with one key', () => {
    expect(decodeMessage(rawState, hex('12 00')).flatmap).toEqual({ '': '' });
    expect(decodeMessage(rawState, hex('12 06 0a01 61 1201 62  12 06 0a01 61 1201 63')).flatmap).toEqual({ a: 'c' });
  });

  test('gives integers beyond 2^53 as bigints', () => {
    const step = (elementKeyInt: bigint) => encodeMessage(attributePathStep, { elementKeyInt });
    expect(decodeMessage(attributePathStep, step(2n ** 53n)).elementKeyInt).toBe(2n ** 53n);
    expect(decodeMessage(attributePathStep, step(-5n)).elementKeyInt).toBe(-5);
  });

  test.each([
    ['a length beyond the end', readResource.request, '0a 05 61', /expected 5 bytes, got 1/],
    ['a length of 2^63', readResource.request, '0a 80808080808080808001', /expected 9223372036854775808 bytes, got 0/],
    ['an end in the middle of a varint', attributePathStep, '18 80', /ends in the middle/],
    ['a varint of eleven bytes', attributePathStep, '18 ffffffffffffffffffff01', /longer than 10 bytes/],
    ['invalid UTF-8', readResource.request, '0a 02 c328', /typeName is not valid UTF-8/],
    ['a string as varint', readResource.request, '08 01', /typeName has wire type 0, expected 2/],
    ['the field number 0', readResource.request, '02 00', /0 is not a field number/],
    ['the wire type 6', readResource.request, 'a606', /invalid wire type 6/],
    ['the end of a group that never began', readResource.request, 'a406', /invalid wire type 4/],
    ['a group closed under another number', readResource.request, 'a306 ac06', /group 100 ends as group 101/],
    ['a group that never ends', readResource.request, 'a306', /ends in the middle/],
    ['a truncated fixed32', readResource.request, 'a506 0102', /ends in the middle/],
  ])('refuses %s with a status', (_, type, bytes, message) => {
    const error = refusal(type as MessageType, hex(bytes));
    expect(error.code).toBe(Code.invalidArgument);
    expect(error.message).toMatch(message);
  });

  test('refuses messages and groups nested without end', () => {
    expect(refusal(readResource.request, Buffer.alloc(100_000, hex('a306'))).message).toMatch(/groups are nested/);
    let nested = Buffer.alloc(0);
    for (let level = 0; level < 120; level++) {
      const tag = hex(level % 2 === 0 ? '12' : '1a');
      nested = Buffer.concat([tag, Buffer.from([(nested.length & 0x7f) | 0x80, nested.length >> 7]), nested]);
    }
    expect(refusal(schemaBlock, nested).message).toMatch(/nested more than 100/);
  });

  test(`ends random and damaged bytes in a status, never in anything else (seed ${seed})`, () => {
    const random = new Random(seed).next;
    for (let round = 0; round < 3000; round++) {
      const type = allMessages[Math.floor(random() * allMessages.length)] as MessageType;
      const bytes = Buffer.from(encodeMessage(type, randomMessage(type, random)));
      for (let flips = Math.ceil(random() * 4); flips > 0 && bytes.length > 0; flips--) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      try {
        decodeMessage(type, bytes.subarray(0, Math.floor(random() * (bytes.length + 1))));
      } catch (error) {
        expect(error).toBeInstanceOf(StatusError);
      }
    }
  });
});
