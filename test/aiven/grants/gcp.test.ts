import fc from 'fast-check';
import {
  checkGcpRole,
  formatShellCommand,
  gcpAddIamPolicyBindingCommand,
  gcpCreateKeyCommand,
  gcpIamMember,
  gcpMember,
  gcpRoles,
} from '../../../src/aiven';
import { parseKeyReference } from '../../../src/aiven/keys/key-reference';
import { accessors, dozensOf, hostileName, hostilePrincipal, repeatable, seed } from './samples';
import { wordsOf } from './shell-round-trip';

const group = 'group:access.example.12345678-1234-1234-1234-123456789abc@aiven.io';
const key = { gcpProject: '<your-project>', location: '<region>', keyRing: '<keyring-name>', key: '<key-name>' };

describe("Aiven's group on a key", () => {
  test('is a group member of an IAM policy', () => {
    expect(gcpMember(accessors.gcp)).toBe(group);
  });

  test("has the role of the guide's command by default", () => {
    const expected = { member: group, role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter' };
    expect(gcpIamMember(accessors.gcp)).toEqual(expected);
  });

  test.each(gcpRoles)('has the role %s on request', (role) => {
    expect(gcpIamMember(accessors.gcp, { role })).toEqual({ member: group, role });
    expect(checkGcpRole(role)).toBeUndefined();
  });

  test('has no role that the guide does not name', () => {
    expect(checkGcpRole('roles/owner')).toBe(
      '"roles/owner" is not a role that Aiven names for Google Cloud keys; expected one of "roles/cloudkms.cryptoKeyEncrypterDecrypter", "roles/cloudkms.cryptoOperator".',
    );
  });

  test.each(['*', '', ' '])('is never everyone or nobody: "%s"', (accessGroup) => {
    expect(() => gcpMember({ accessGroup })).toThrow('does not name one principal');
  });
});

describe('the command that creates the key', () => {
  const location = { gcpProject: 'acme', location: 'europe-west1', keyRing: 'aiven', key: 'orders' };
  const start = 'gcloud kms keys create orders --location=europe-west1 --keyring=aiven --project=acme';

  test('makes an RSA key by default, as the prerequisites ask for', () => {
    const rsa = `${start} --purpose=asymmetric-encryption --default-algorithm=rsa-decrypt-oaep-2048-sha256`;
    expect(formatShellCommand(gcpCreateKeyCommand(location))).toBe(rsa);
  });

  test("makes a symmetric key on request, as the guide's command does", () => {
    const line = formatShellCommand(gcpCreateKeyCommand(location, { keyKind: 'symmetric' }));
    expect(line).toBe(`${start} --purpose=encryption`);
  });
});

describe('the command', () => {
  /** "Grant Aiven access to your key", second step. */
  const specification = `gcloud kms keys add-iam-policy-binding <key-name> \\
--location <region> \\
--keyring <keyring-name> \\
--project <your-project> \\
--member "group:<aiven-cmk-group>@aiven.io" \\
--role "roles/cloudkms.cryptoKeyEncrypterDecrypter"`;

  test("equals the guide's", () => {
    const words = gcpAddIamPolicyBindingCommand({ accessGroup: '<aiven-cmk-group>@aiven.io' }, key);
    const expected = specification.replaceAll(/ \\\n(--\w+) "?([^" \n]+)"?/g, ' $1=$2').split(' ');
    expect(words).toEqual(expected);
    expect(words).toHaveLength(10);
  });

  test('ignores the version of a parsed key reference', () => {
    const reference = parseKeyReference(
      'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders/cryptoKeyVersions/7',
    );
    if (reference.cloud !== 'gcp') throw new Error('not of Google Cloud');
    const line = formatShellCommand(gcpAddIamPolicyBindingCommand(accessors.gcp, reference));
    expect(line).toBe(
      `gcloud kms keys add-iam-policy-binding orders --location=europe-west1 --keyring=aiven --project=acme --member=${group} --role=roles/cloudkms.cryptoKeyEncrypterDecrypter`,
    );
  });

  test('uses the resource name of a key whose name starts with a hyphen', () => {
    const words = gcpAddIamPolicyBindingCommand(accessors.gcp, {
      ...{ gcpProject: 'acme', location: 'global', keyRing: '-ring', key: '--flags-file=x' },
    });
    expect(words[4]).toBe('projects/acme/locations/global/keyRings/-ring/cryptoKeys/--flags-file=x');
    expect(words).toContain('--keyring=-ring');
  });

  test(`passes hostile names unchanged ${repeatable}`, () => {
    const name = hostileName;
    const place = fc.record({
      gcpProject: name,
      location: name,
      keyRing: name,
      key: name,
      accessGroup: hostilePrincipal,
    });
    fc.assert(
      fc.property(dozensOf(place), (cases) => {
        const commands = cases.map((hostile) =>
          gcpAddIamPolicyBindingCommand(hostile, hostile, { role: 'roles/cloudkms.cryptoOperator' }),
        );
        const create = cases.map((hostile) => gcpCreateKeyCommand(hostile));
        expect(wordsOf(create.map((words) => formatShellCommand(words)))).toEqual(create);
        const received = wordsOf(commands.map((words) => formatShellCommand(words, { multiline: true })));
        expect(received).toEqual(commands);
        received.forEach((words, index) => {
          const hostile = cases[index] as (typeof cases)[number];
          expect(words[4]?.endsWith(hostile.key)).toBe(true);
          expect(words[4]?.startsWith('-')).toBe(false);
          expect(words.slice(5)).toEqual([
            `--location=${hostile.location}`,
            `--keyring=${hostile.keyRing}`,
            `--project=${hostile.gcpProject}`,
            `--member=group:${hostile.accessGroup}`,
            '--role=roles/cloudkms.cryptoOperator',
          ]);
        });
      }),
      { seed, numRuns: 6 },
    );
  });
});
