/** States that come from elsewhere: older schemas, other types, IDs. */

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

  test('of the same version gets null for new attributes and drops removed ones', async () => {
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

  test('keeps the type of dynamic values', async () => {
    const { state } = await upgrade(1, { name: 'a', anything: { type: ['tuple', ['number']], value: [1] } });
    expect(state).toMatchObject({ anything: new Dynamic(['tuple', ['number']], [1]) });
  });

  test('of an older version is upgraded by the resource', async () => {
    expect(await upgrade(0, { id: '1', name: 'a' })).toMatchObject({
      state: { id: '1', name: 'a', note: 'upgraded from 0', size: null },
      problems: [],
    });
  });

  test.each([
    [
      'of a newer version',
      2,
      {},
      'sample_thing',
      'The state has schema version 2, but this provider has version 1 and cannot convert it',
    ],
    ['of a version without a way', 1, {}, 'sample_plain', 'this provider has version 0 and cannot convert it'],
    [
      'that does not fit',
      1,
      { name: ['a'] },
      'sample_thing',
      'The stored state does not fit the schema: name: expected a string',
    ],
    [
      'that is no JSON',
      1,
      '{"secret":',
      'sample_thing',
      'The stored state does not fit the schema: the state is not valid JSON',
    ],
    ['that is no JSON, for an upgrade', 0, '{"secret":', 'sample_thing', 'The stored state is not a JSON object.'],
    ['of Terraform 0.11', 1, '', 'sample_thing', 'written by Terraform 0.11 or earlier'],
  ])('%s is rejected with an explanation', async (_, version, state, typeName, sentence) => {
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

  test('by ID returns the state to read, with null for the rest, and the identity', async () => {
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

  test('by identity uses the import ID of the identity', async () => {
    const { importedResources = [] } = await importState('sample_thing', '', { id: 'thing-b' });
    expect(core.decode(thing, importedResources[0]?.state)).toMatchObject({ id: 'thing-b', name: 'b' });
  });

  test('with an invalid ID, or of a resource without import, is rejected with an explanation', async () => {
    expect((await importState('sample_thing', 'x')).problems).toEqual([
      'error Invalid import ID: "x" is not the ID of a thing; expected thing-NAME.',
    ]);
    expect((await importState('sample_plain', 'x')).problems).toEqual([
      'error Resource Import Not Supported: The provider cannot import sample_plain.',
    ]);
    expect((await importState('sample_plain', '', { id: 'x' })).problems).toHaveLength(1);
  });
});

describe('a move', () => {
  const move = async (sourceTypeName: string) => {
    const { targetState, diagnostics } = await core.handlers.MoveResourceState(
      {
        sourceProviderAddress: 'npm.invalid/test/sample',
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

  test('converts the state of a type that the resource supports', async () => {
    expect(await move('sample_plain')).toMatchObject({ state: { id: 'thing-a', name: 'a' }, problems: [] });
  });

  test('rejects other types by name', async () => {
    expect((await move('other_thing')).problems).toEqual([
      'error Unable to Move Resource State: The provider cannot move other_thing of npm.invalid/test/sample (schema version 0) to sample_thing.',
    ]);
  });
});

describe('an identity', () => {
  test('has a schema for each resource with an identity', async () => {
    const { identitySchemas = {} } = await core.handlers.GetResourceIdentitySchemas();
    expect(Object.keys(identitySchemas)).toEqual(['sample_thing']);
    expect(identitySchemas.sample_thing?.identityAttributes).toMatchObject([{ name: 'id', requiredForImport: true }]);
  });

  test('that does not fit its attributes is rejected by name', async () => {
    const resources = core.provider.resources?.map((resource) =>
      resource.identity === undefined
        ? resource
        : { ...resource, identity: { ...resource.identity, of: () => ({ id: 5 }) } },
    );
    const broken = new Core({ ...core.provider, resources });
    const request = { typeName: 'sample_thing', id: 'thing-a', identity: undefined, clientCapabilities: undefined };
    expect(sentences((await broken.handlers.ImportResourceState(request, broken.call)).diagnostics)).toEqual([
      'error Provider returned an invalid resource identity: Attribute id: expected a string, got a number. This is a bug in the provider.',
    ]);
  });

  test('of the same version is unchanged, and of another version is rejected without an upgrade', async () => {
    const upgrade = (version: number) =>
      core.handlers.UpgradeResourceIdentity(
        { typeName: 'sample_thing', version, rawIdentity: json({ id: 'a' }) },
        core.call,
      );
    const { upgradedIdentity } = await upgrade(0);
    expect(decodeValue(identityType, upgradedIdentity?.identityData?.msgpack as Uint8Array)).toEqual({ id: 'a' });
    expect(sentences((await upgrade(1)).diagnostics)).toEqual([
      'error Unable to Upgrade Resource Identity: The provider cannot upgrade the identity of sample_thing from version 1 to version 0.',
    ]);
  });
});
