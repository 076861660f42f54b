/** States that come from elsewhere: older schemas, other types, ids. */

import { Dynamic, type ObjectValue } from '../../../src/plugin';
import { decodeValue, encodeValue } from '../../../src/plugin/wire/msgpack';
import { Core, sentences } from '../../support/terraform/core';
import { memoryStore, sampleProvider } from '../../support/terraform/sample-provider';

const core = new Core(sampleProvider(() => memoryStore()));
const thing = core.schemaOf('sample_thing');
const json = (value: unknown) => ({
  json: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  flatmap: {},
});
const identityType = ['object', { id: 'string' }] as const;

describe('a stored state', () => {
  const upgrade = async (version: number, state: unknown, typeName = 'sample_thing') => {
    const { diagnostics, upgradedState } = await core.handlers.UpgradeResourceState(
      { typeName, version, rawState: json(state) },
      core.call,
    );
    return {
      state: upgradedState && core.decode(core.schemaOf(typeName), upgradedState),
      problems: sentences(diagnostics),
    };
  };

  test('of the same version gets null for what is new and loses what is gone', async () => {
    const { state, problems } = await upgrade(
      1,
      '{"id":"1","name":"a","size":9007199254740993,"gone":{"x":1},"disk":null}',
    );
    expect(problems).toEqual([]);
    expect(state).toMatchObject({
      id: '1',
      name: 'a',
      size: 9007199254740993n,
      list: null,
      disk: [],
      tag: [],
      network: null,
    });
    expect(state).not.toHaveProperty('gone');
  });

  test('keeps dynamic values with their type', async () => {
    const { state } = await upgrade(1, { name: 'a', anything: { type: ['tuple', ['number']], value: [1] } });
    expect(state).toMatchObject({ anything: new Dynamic(['tuple', ['number']], [1]) });
  });

  test('of an older version goes through the upgrade of the resource', async () => {
    expect(await upgrade(0, { id: '1', name: 'a' })).toMatchObject({
      state: { id: '1', name: 'a', note: 'upgraded from 0', size: null },
      problems: [],
    });
  });

  test.each([
    ['of a newer version', 2, {}, 'sample_thing', 'The state has schema version 2; this provider has version 1'],
    [
      'of a version without a way',
      1,
      {},
      'sample_plain',
      'this provider has version 0 and no way from one to the other',
    ],
    [
      'that does not fit',
      1,
      { name: ['a'] },
      'sample_thing',
      'The stored state does not fit the schema: name: a string',
    ],
    [
      'that is no JSON',
      1,
      '{"secret":',
      'sample_thing',
      'The stored state does not fit the schema: the state is not valid JSON',
    ],
    ['that is no JSON, for an upgrade', 0, '{"secret":', 'sample_thing', 'The stored state is not a JSON object.'],
    ['of Terraform 0.11', 1, '', 'sample_thing', 'written by Terraform 0.11 or older'],
  ])('%s is refused with a sentence', async (_, version, state, typeName, sentence) => {
    const { problems } = await upgrade(version, state, typeName);
    expect(problems).toEqual([expect.stringContaining(sentence)]);
    expect(problems[0]).not.toContain('secret');
  });
});

describe('an import', () => {
  const importState = async (typeName: string, id: string, identity?: ObjectValue) => {
    const data = identity && {
      identityData: { msgpack: encodeValue(identityType, identity), json: new Uint8Array() },
    };
    const response = await core.handlers.ImportResourceState(
      { typeName, id, identity: data, clientCapabilities: undefined },
      core.call,
    );
    return { ...response, problems: sentences(response.diagnostics) };
  };

  test('by id gives the state to read, with null for the rest, and the identity', async () => {
    const { importedResources = [], problems } = await importState('sample_thing', 'thing-a');
    expect(problems).toEqual([]);
    expect(importedResources).toHaveLength(1);
    expect(importedResources[0]?.typeName).toBe('sample_thing');
    expect(core.decode(thing, importedResources[0]?.state)).toMatchObject({
      id: 'thing-a',
      name: 'a',
      size: null,
      disk: [],
    });
    const identity = importedResources[0]?.identity?.identityData?.msgpack as Uint8Array;
    expect(decodeValue(identityType, identity)).toEqual({ id: 'thing-a' });
  });

  test('by identity is the import by the id that follows from it', async () => {
    const { importedResources = [] } = await importState('sample_thing', '', { id: 'thing-b' });
    expect(core.decode(thing, importedResources[0]?.state)).toMatchObject({ id: 'thing-b', name: 'b' });
  });

  test('with a wrong id, or of what cannot be imported, is refused with a sentence', async () => {
    expect((await importState('sample_thing', 'x')).problems).toEqual([
      'error Invalid import id: "x" is not the id of a thing; expected thing-NAME.',
    ]);
    expect((await importState('sample_plain', 'x')).problems).toEqual([
      'error Resource Import Not Implemented: sample_plain cannot be imported.',
    ]);
    expect((await importState('sample_plain', '', { id: 'x' })).problems).toHaveLength(1);
  });
});

describe('a move', () => {
  const move = async (sourceTypeName: string) => {
    const { targetState, diagnostics } = await core.handlers.MoveResourceState(
      {
        sourceProviderAddress: 'npm.internal/test/sample',
        sourceTypeName,
        sourceSchemaVersion: 0,
        sourceState: json({ text: 'a', left: 'x' }),
        targetTypeName: 'sample_thing',
        sourcePrivate: new Uint8Array(),
        sourceIdentity: undefined,
        sourceIdentitySchemaVersion: 0,
      },
      core.call,
    );
    return { state: targetState && core.decode(thing, targetState), problems: sentences(diagnostics) };
  };

  test('takes over the state of a type that the resource knows', async () => {
    expect(await move('sample_plain')).toMatchObject({ state: { id: 'thing-a', name: 'a' }, problems: [] });
  });

  test('refuses others by name', async () => {
    expect((await move('other_thing')).problems).toEqual([
      'error Unable to Move Resource State: A other_thing of npm.internal/test/sample (schema version 0) cannot become a sample_thing.',
    ]);
  });
});

describe('an identity', () => {
  test('has a schema only where a resource has an identity', async () => {
    const { identitySchemas = {} } = await core.handlers.GetResourceIdentitySchemas();
    expect(Object.keys(identitySchemas)).toEqual(['sample_thing']);
    expect(identitySchemas.sample_thing?.identityAttributes).toMatchObject([{ name: 'id', requiredForImport: true }]);
  });

  test('of the same version is read as it is; of another it is refused without a way', async () => {
    const upgrade = (version: number) =>
      core.handlers.UpgradeResourceIdentity(
        { typeName: 'sample_thing', version, rawIdentity: json({ id: 'a' }) },
        core.call,
      );
    const { upgradedIdentity } = await upgrade(0);
    expect(decodeValue(identityType, upgradedIdentity?.identityData?.msgpack as Uint8Array)).toEqual({ id: 'a' });
    expect(sentences((await upgrade(1)).diagnostics)).toEqual([
      'error Unable to Upgrade Resource Identity: sample_thing has no way from identity version 1 to version 0.',
    ]);
  });
});
