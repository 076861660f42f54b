import fc from 'fast-check';
import {
  checkOciTenancy,
  formatShellCommand,
  ociCreatePolicyCommand,
  ociPolicy,
  ociPolicyStatements,
} from '../../../src/aiven';
import { readOciStatement } from './oci-statement';
import {
  accessors,
  dozensOf,
  hostileName,
  repeatable,
  seed,
  specificationStatements,
  specificationStatementsForOneKey,
} from './samples';
import { wordsOf } from './shell-round-trip';

const placeholders = { accessTenant: '<aiven-tenancy-ocid>', accessGroup: '<aiven-cmk-group-ocid>' };
const tenancyId = 'ocid1.tenancy.oc1..customer';
const keyId = 'ocid1.key.oc1.iad.vault.key';

describe('the policy statements', () => {
  test("equal the guide's three, in its order", () => {
    expect(ociPolicyStatements(placeholders)).toEqual(JSON.parse(specificationStatements));
  });

  test('are limited to one key as in the guide', () => {
    const statements = ociPolicyStatements(placeholders, { keyId: '<key-ocid>' });
    expect(statements).toEqual(JSON.parse(specificationStatementsForOneKey));
  });

  test("are limited to one key in Oracle's quotes on request", () => {
    const statements = ociPolicyStatements(accessors.oci, { keyId, quotes: 'single' });
    expect(statements[2]).toBe(`admit group AG of tenancy AT to use keys in tenancy where target.key.id = '${keyId}'`);
    const hostile = "x' or target.key.id != 'y";
    expect(() => ociPolicyStatements(accessors.oci, { keyId: hostile, quotes: 'single' })).toThrow(
      'cannot be in single quotes; expected the OCID of a key.',
    );
  });

  test.each(['*', '', ' '])('are never for everyone or nobody: "%s"', (name) => {
    expect(() => ociPolicyStatements({ ...accessors.oci, accessGroup: name })).toThrow('does not name one principal');
    expect(() => ociPolicyStatements({ ...accessors.oci, accessTenant: name })).toThrow('does not name one principal');
  });

  test('parse back', () => {
    const { accessTenant, accessGroup } = accessors.oci;
    const admit = { kind: 'admit', group: 'AG', tenancy: 'AT', verb: 'use', resource: 'keys' };
    expect(ociPolicyStatements(accessors.oci).map(readOciStatement)).toEqual([
      { kind: 'define', what: 'tenancy', alias: 'AT', ocid: accessTenant },
      { kind: 'define', what: 'group', alias: 'AG', ocid: accessGroup },
      { ...admit, where: null },
    ]);
    const [, , limited = ''] = ociPolicyStatements(accessors.oci, { keyId });
    expect(readOciStatement(limited)).toEqual({ ...admit, where: { variable: 'target.key.id', value: keyId } });
  });

  test(`contain a hostile key ID as one string literal ${repeatable}`, () => {
    const bold = '" or target.key.id != "';
    fc.assert(
      fc.property(fc.oneof(hostileName, fc.constant(bold), fc.constant(`\\${bold}`)), (hostile) => {
        const [, , statement = ''] = ociPolicyStatements(accessors.oci, { keyId: hostile });
        expect(readOciStatement(statement)).toMatchObject({ where: { variable: 'target.key.id', value: hostile } });
      }),
      { seed },
    );
  });
});

describe('the policy', () => {
  test('is in the root compartment, which has the ID of the tenancy', () => {
    expect(ociPolicy(accessors.oci, { tenancyId })).toEqual({
      compartmentId: tenancyId,
      name: 'aiven-cmk-access',
      description: 'Lets Aiven use customer managed keys',
      statements: ociPolicyStatements(accessors.oci),
    });
    const named = ociPolicy(accessors.oci, { tenancyId, keyId, name: 'n', description: 'd' });
    expect(named).toMatchObject({ name: 'n', description: 'd' });
    expect(named.statements).toEqual(ociPolicyStatements(accessors.oci, { keyId }));
  });

  test('any other compartment is rejected', () => {
    expect(checkOciTenancy(tenancyId)).toBeUndefined();
    expect(checkOciTenancy('ocid1.compartment.oc1..a')).toBe(
      '"ocid1.compartment.oc1..a" is not the OCID of a tenancy; expected "ocid1.tenancy.oc1..<unique-id>", because the policy must be in the root compartment.',
    );
  });
});

describe('the command', () => {
  test("equals the guide's, plus the description that OCI requires", () => {
    const words = ociCreatePolicyCommand(placeholders, { tenancyId: '<customer-tenancy-ocid>', keyId: '<key-ocid>' });
    expect(words.slice(0, -1)).toEqual([
      ...['oci', 'iam', 'policy', 'create', '--compartment-id=<customer-tenancy-ocid>', '--name=aiven-cmk-access'],
      '--description=Lets Aiven use customer managed keys',
    ]);
    const statements = words.at(-1)?.slice('--statements='.length) ?? '';
    expect(JSON.parse(statements)).toEqual(JSON.parse(specificationStatementsForOneKey));
  });

  test(`passes hostile names unchanged through the shell, the JSON and the statement ${repeatable}`, () => {
    const name = hostileName;
    const policy = fc.record({ tenancyId: name, name, description: name, keyId: name });
    fc.assert(
      fc.property(dozensOf(policy), (cases) => {
        const commands = cases.map((hostile) => ociCreatePolicyCommand(accessors.oci, hostile));
        const received = wordsOf(commands.map((words) => formatShellCommand(words)));
        expect(received).toEqual(commands);
        received.forEach((words, index) => {
          const hostile = cases[index] as (typeof cases)[number];
          expect(words.slice(4, 7)).toEqual([
            `--compartment-id=${hostile.tenancyId}`,
            `--name=${hostile.name}`,
            `--description=${hostile.description}`,
          ]);
          const statements = JSON.parse(words[7]?.slice('--statements='.length) ?? '') as string[];
          expect(readOciStatement(statements[2] ?? '')).toMatchObject({ where: { value: hostile.keyId } });
        });
      }),
      { seed, numRuns: 6 },
    );
  });

  test('rejects a name that the OCI CLI would read as a file', () => {
    expect(() => ociCreatePolicyCommand(accessors.oci, { tenancyId, name: 'file://x' })).toThrow(
      '"file://x" cannot be passed to --name: the command reads a file when the value starts with "file://".',
    );
  });
});
