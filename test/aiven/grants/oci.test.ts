import fc from 'fast-check';
import {
  checkOciTenancy,
  formatShellCommand,
  ociCreatePolicyCommand,
  ociPolicy,
  ociPolicyStatements,
} from '../../../src/aiven/grants';
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
  test("are the specification's own three, in its order", () => {
    expect(ociPolicyStatements(placeholders)).toEqual(JSON.parse(specificationStatements));
  });

  test('are limited to one key as the specification does it', () => {
    const statements = ociPolicyStatements(placeholders, { keyId: '<key-ocid>' });
    expect(statements).toEqual(JSON.parse(specificationStatementsForOneKey));
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

  test(`hold one key id whatever it looks like, and nothing that it would like to add ${repeatable}`, () => {
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
  test('lies in the root compartment, whose id is that of the tenancy', () => {
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

  test('another compartment is refused', () => {
    expect(checkOciTenancy(tenancyId)).toBeUndefined();
    expect(checkOciTenancy('ocid1.compartment.oc1..a')).toBe(
      '"ocid1.compartment.oc1..a" is not the OCID of a tenancy; expected ocid1.tenancy.oc1..<unique-id>, as the policy belongs into the root compartment.',
    );
  });
});

describe('the command', () => {
  test("is the specification's own, and has the description that OCI requires", () => {
    const words = ociCreatePolicyCommand(placeholders, { tenancyId: '<customer-tenancy-ocid>', keyId: '<key-ocid>' });
    expect(words.slice(0, -1)).toEqual([
      ...['oci', 'iam', 'policy', 'create', '--compartment-id=<customer-tenancy-ocid>', '--name=aiven-cmk-access'],
      '--description=Lets Aiven use customer managed keys',
    ]);
    const statements = words.at(-1)?.slice('--statements='.length) ?? '';
    expect(JSON.parse(statements)).toEqual(JSON.parse(specificationStatementsForOneKey));
  });

  test(`keeps hostile names data, through the shell, the JSON and the statement ${repeatable}`, () => {
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

  test('refuses a name that the OCI command would read as a file', () => {
    expect(() => ociCreatePolicyCommand(accessors.oci, { tenancyId, name: 'file://x' })).toThrow(
      '"file://x" cannot be given to --name: the command reads a file where a value begins with file://.',
    );
  });
});
