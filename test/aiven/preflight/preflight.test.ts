/** Every good key, and every single fault made from it by a named change. */

import fc from 'fast-check';
import { formatShellCommand } from '../../../src/aiven';
import { readDocument } from '../../../src/aiven/preflight/documents';
import { severities } from '../../../src/aiven/preflight/finding';
import { judgeKey } from '../../../src/aiven/preflight/preflight';
import { dozensOf, hostileName, repeatable, seed } from '../grants/samples';
import { wordsOf } from '../grants/shell-round-trip';
import type { Fault } from './fault';
import { awsFaults } from './faults-aws';
import { azureFaults } from './faults-azure';
import { gcpFaults } from './faults-gcp';
import { ociFaults } from './faults-oci';
import {
  awsArn,
  type Context,
  type Documents,
  documentsOf,
  everyGood,
  type Good,
  gcpMember,
  goodAws,
  goodAzure,
  goodGcp,
  goodOciKeys,
} from './good';

const faults = [...awsFaults, ...gcpFaults, ...azureFaults, ...ociFaults];
const cases = faults.flatMap((fault) =>
  fault.to.map((good) => ({ title: `${good.name}: ${fault.name}`, good, fault })),
);

function judged({ cloud, documents, context }: Good, change: Fault['change'] = () => undefined) {
  const changed: { documents: Documents; context: Context } = structuredClone({ documents, context });
  change(changed.documents, changed.context);
  return judgeKey(cloud, documentsOf(changed.documents), changed.context);
}

test.each(everyGood)('$name: has no fault', (good) => {
  expect(
    judged(good)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(good.findings.toSorted());
});

test.each(cases)('$title', ({ good, fault }) => {
  const findings = judged(good, fault.change);
  const kept = good.findings.filter((id) => !fault.removes.includes(id));
  expect(findings.map(({ id }) => id).sort()).toEqual([...kept, ...fault.adds].sort());
  if (fault.says === undefined) return;
  const first = findings.find(({ id, message }) => id === fault.adds[0] && message.includes(fault.says as string));
  expect(first ?? findings).toMatchObject({ id: fault.adds[0] });
});

test('there are at least 200 cases, with every finding', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
  const covered = new Set([...faults.flatMap(({ adds }) => adds), ...everyGood.flatMap(({ findings }) => findings)]);
  expect(Object.keys(severities).filter((id) => !covered.has(id as keyof typeof severities))).toEqual([]);
});

const everyFinding = () => cases.flatMap(({ good, fault }) => judged(good, fault.change));

test('every finding is one sentence or more on one line, without gaps', () => {
  for (const { message } of everyFinding()) {
    expect(message).toMatch(/^[A-Z"][^\n]*[.…]$/);
    expect(message).not.toMatch(/undefined|null|NaN|\[object/);
  }
});

test('the most important findings come first', () => {
  const order = ['error', 'not_judged', 'warning', 'info'];
  for (const { good, fault } of cases) {
    const ranks = judged(good, fault.change).map(({ severity }) => order.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted());
  }
});

test('every remedy is a command that a shell passes on unchanged', () => {
  const commands = everyFinding().flatMap(({ remedy }) => remedy.map((words) => [...words]));
  const unique = [...new Map(commands.map((words) => [JSON.stringify(words), words])).values()];
  expect(unique.length).toBeGreaterThan(50);
  expect(new Set(unique.map(([program]) => program))).toEqual(new Set(['aws', 'gcloud', 'az', 'oci', 'aiven-byok']));
  const runnable = unique.map(([program, ...words]) => [
    program === 'aiven-byok' ? 'byok' : (program as string),
    ...words,
  ]);
  expect(wordsOf(runnable.map((words) => formatShellCommand(words)))).toEqual(runnable);
});

test(`remedies pass hostile names in documents on unchanged ${repeatable}`, () => {
  const [vault, , hsm] = goodAzure as [Good, Good, Good];
  const [oci] = goodOciKeys as [Good];
  // The Azure CLI and the OCI CLI would read a file, so the commands are refused.
  const name = hostileName.filter((text) => !text.startsWith('@') && !text.startsWith('file:'));
  const change =
    (hostile: string): Fault['change'] =>
    (documents, context) => {
      Object.assign(documents['azure.vault'] ?? {}, { name: hostile, id: `/subscriptions/${hostile}` });
      if (documents['azure.vault']) documents['azure.vault'].properties.publicNetworkAccess = 'Disabled';
      const roles = documents['azure.roles']?.at(-1) ?? {};
      Object.assign(roles, { id: hostile, roleDefinitionId: '/x', roleDefinitionName: 'Key Vault Administrator' });
      Object.assign(documents['oci.key']?.data ?? {}, {
        'compartment-id': hostile,
        'key-shape': { algorithm: hostile },
      });
      if (context.tenancy !== undefined) documents['oci.policies'].data[0].statements = [hostile];
    };
  fc.assert(
    fc.property(dozensOf(name), (names) => {
      const remedies = names.flatMap((hostile) =>
        [vault, hsm, oci].flatMap((good) => judged(good, change(hostile)).flatMap(({ remedy }) => remedy)),
      );
      const commands = remedies.filter(([program]) => program !== 'aiven-byok').map((words) => [...words]);
      expect(commands.length).toBeGreaterThan(40);
      expect(wordsOf(commands.map((words) => formatShellCommand(words, { multiline: true })))).toEqual(commands);
    }),
    { seed, numRuns: 4 },
  );
});

describe("a remedy that removes Aiven's role", () => {
  const warnings = ['azure.scope-excess', 'azure.role-excess', 'gcp.role-excess', 'gcp.role-public'];
  const remedyOf = (findings: ReturnType<typeof judged>, id: string) =>
    findings.find((one) => one.id === id)?.remedy.map((words) => formatShellCommand(words));

  test('grants the narrower role first', () => {
    const found = everyFinding().filter(({ id }) => warnings.includes(id));
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(warnings));
    for (const { remedy } of found) {
      expect(remedy[0]?.join(' ')).toMatch(/ (assignment create|add-iam-policy-binding) /);
      expect(remedy.slice(1).every((words) => / (delete|remove-iam-policy-binding) /.test(words.join(' ')))).toBe(true);
    }
  });

  test('names the assignment in Azure', () => {
    const scope = '/subscriptions/s';
    const change: Fault['change'] = (documents) =>
      Object.assign(documents['azure.roles'].at(-1), { scope, id: `${scope}/roleAssignments/1` });
    expect(remedyOf(judged(goodAzure[0] as Good, change), 'azure.scope-excess')).toEqual([
      expect.stringMatching(
        /^az role assignment create .*--role='Key Vault Crypto User' .*\/vaults\/acme\/keys\/orders$/,
      ),
      'az role assignment delete --ids=/subscriptions/s/roleAssignments/1',
    ]);
    const hsm = judged(goodAzure[2] as Good, (documents) => {
      documents['azure.roles'][0].scope = '/keys';
    });
    expect(remedyOf(hsm, 'azure.scope-excess')).toEqual([
      expect.stringMatching(/^az keyvault role assignment create --hsm-name=acme-hsm .*--scope=\/keys\/orders$/),
      expect.stringMatching(/^az keyvault role assignment delete --hsm-name=acme-hsm --ids=\/providers\//),
    ]);
  });

  test('is a sentence if the vault or the assignment is not known', () => {
    const changes: Fault['change'][] = [
      (documents) => delete documents['azure.vault'],
      (documents) => delete documents['azure.roles'].at(-1).id,
    ];
    for (const change of changes) {
      const findings = judged(goodAzure[0] as Good, (documents, context) => {
        documents['azure.roles'].at(-1).scope = '/subscriptions/s';
        change(documents, context);
      });
      const found = findings.find(({ id }) => id === 'azure.scope-excess');
      expect(found?.message).toContain('first, then delete this assignment.');
      expect(JSON.stringify(found?.remedy)).not.toContain('delete');
    }
  });

  const gcp = (...policies: unknown[]) => {
    const { documents, context } = goodGcp[1] as Good;
    const { 'gcp.iam': _, ...rest } = documents;
    const all = [...documentsOf(rest), ...policies.map((value) => ({ kind: 'gcp.iam' as const, value }))];
    return judgeKey('gcp', all, context);
  };
  const binding = (role: string, name: string, more = {}) => ({ bindings: [{ role, members: [name], ...more }] });

  test('names the binding in Google Cloud', () => {
    const findings = gcp(binding('roles/cloudkms.cryptoOperator', 'allUsers'));
    expect(remedyOf(findings, 'gcp.role-public')).toEqual([
      expect.stringMatching(
        / add-iam-policy-binding orders .*--member=group:.* --role=roles\/cloudkms\.cryptoOperator$/,
      ),
      expect.stringMatching(
        / remove-iam-policy-binding orders .*--member=allUsers --role=roles\/cloudkms\.cryptoOperator$/,
      ),
    ]);
  });

  test.each([
    ['of a project', [binding('roles/owner', gcpMember)], 'gcp.role-excess'],
    ['one of several', [binding('roles/cloudkms.admin', gcpMember), { bindings: [] }], 'gcp.role-excess'],
    [
      'everyone, one of several',
      [{ bindings: [] }, binding('roles/cloudkms.cryptoOperator', 'allUsers')],
      'gcp.role-public',
    ],
    ['conditional', [binding('roles/cloudkms.admin', gcpMember, { condition: { title: 'x' } })], 'gcp.role-excess'],
  ])('is a sentence if the IAM policy is %s', (_, policies, id) => {
    const findings = gcp(...policies);
    expect(remedyOf(findings, id)).toEqual([expect.stringContaining(' add-iam-policy-binding orders ')]);
    expect(findings.find((one) => one.id === id)?.message).toContain('then remove this one where it was granted');
  });
});

describe('a document of another key', () => {
  const aws = goodAws[0] as Good;
  const azure = goodAzure[0] as Good;
  test.each<[string, Good, Fault['change'], string]>([
    ['rotation status', aws, (documents) => Object.assign(documents['aws.rotation'], { KeyId: 'other' }), '"other"'],
    [
      'describe-key without ARN',
      aws,
      (documents, context) => {
        context.reference = awsArn;
        documents['aws.key'].KeyMetadata.KeyId = 'other';
        delete documents['aws.key'].KeyMetadata.Arn;
      },
      'about the key "other"',
    ],
    [
      'versions',
      goodGcp[0] as Good,
      (documents) => {
        documents['gcp.versions'][1].name = documents['gcp.versions'][1].name.replace('orders', 'other');
      },
      'cryptoKeys/other/cryptoKeyVersions/2',
    ],
    [
      'vault',
      azure,
      (documents) => Object.assign(documents['azure.vault'], { name: 'other' }),
      'about the vault "other"',
    ],
    [
      'rotation policy',
      azure,
      (documents) =>
        Object.assign(documents['azure.rotation'], { id: 'https://acme.vault.azure.net/keys/other/rotationpolicy' }),
      'keys/other/rotationpolicy"',
    ],
  ])('%s: is a mismatch', (_, good, change, says) => {
    const found = judged(good, change).filter(({ id }) => id === 'key.mismatch');
    expect(found).toEqual([expect.objectContaining({ message: expect.stringContaining(says) })]);
  });

  test.each<[string, Good, Fault['change']]>([
    ['only an ID', aws, (documents) => Object.assign(documents['aws.rotation'], { KeyId: awsArn.split('/')[1] })],
    ['a vault in upper case', azure, (documents) => Object.assign(documents['azure.vault'], { name: 'ACME' })],
    [
      'a rotation policy with its ID',
      azure,
      (documents) =>
        Object.assign(documents['azure.rotation'], { id: 'https://acme.vault.azure.net/keys/orders/rotationpolicy' }),
    ],
  ])('%s: is no mismatch', (_, good, change) => {
    expect(judged(good, change).map(({ id }) => id)).not.toContain('key.mismatch');
  });
});

test('every error has a remedy, unless there is no command for it', () => {
  const without = [
    'aws.key-state',
    'key.mismatch',
    'accessor.missing',
    'accessor.invalid',
    'azure.role-missing',
    'gcp.version-state',
    'oci.key-state',
  ];
  const lacking = everyFinding().filter(({ severity, remedy }) => severity === 'error' && remedy.length === 0);
  expect([...new Set(lacking.map(({ id }) => id))].filter((id) => !without.includes(id))).toEqual([]);
});

describe('documents', () => {
  const texts = everyGood.flatMap(({ cloud, documents }) =>
    Object.entries(documents).map(([kind, value]) => ({ kind, cloud, text: JSON.stringify(value, null, 2) })),
  );

  test.each(texts)('$kind is recognized by its content ($cloud)', ({ kind, text }) => {
    expect(readDocument(text, 'file.json')).toEqual({ kind, value: JSON.parse(text), source: 'file.json' });
    expect(readDocument(`\uFEFF${text}\n`, 'file.json').kind).toBe(kind);
  });

  test.each([
    ['{"etag":"ACAB"}', 'gcp.iam'],
    ['{"Policy":"{}","PolicyName":"default"}', 'aws.policy'],
    ['{"appId":"a","id":"b"}', 'azure.principal'],
    ['["define tenancy AT as x"]', 'oci.policies'],
  ])('%s is %s', (text, kind) => expect(readDocument(text, 'x').kind).toBe(kind));

  test('an empty list belongs to the cloud of the key', () => {
    expect(readDocument('[]', 'x', 'gcp').kind).toBe('gcp.versions');
    expect(readDocument('[]', 'x', 'azure').kind).toBe('azure.roles');
    expect(readDocument('{"data":[]}', 'x', 'oci').kind).toBe('oci.policies');
    expect(() => readDocument('[]', 'x')).toThrow('is not a document that preflight reads');
  });

  test.each([['{}'], ['[1]'], ['null'], ['{"key":{}}'], ['{"data":{"statements":1}}'], ['"x"']])(
    '%s is rejected',
    (text) => {
      expect(() => readDocument(text, 'x.json')).toThrow(
        '"x.json" is not a document that preflight reads; expected the JSON',
      );
    },
  );

  test('what is not JSON is rejected', () => {
    expect(() => readDocument('ERROR: (gcloud)', 'x.json')).toThrow('"x.json" is not JSON; expected the output');
  });

  test('documents of an unexpected form never crash a judge', () => {
    const odd = [undefined, null, 1, 'x', [], {}, [[]], [{}], { data: [] }, { bindings: [null, { members: [1] }] }];
    for (const good of everyGood) {
      for (const kind of Object.keys(good.documents) as (keyof Documents)[]) {
        if (kind === 'aws.policy') continue;
        for (const value of odd) {
          const change = (documents: Documents) => {
            documents[kind] = value;
          };
          expect(judged(good, change).every(({ message }) => message.endsWith('.'))).toBe(true);
        }
      }
    }
  });
});
