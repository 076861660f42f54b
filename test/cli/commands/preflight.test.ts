/** `preflight`: reads documents or runs the clouds' command lines, and reports why Aiven would refuse a key. */

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatShellCommand, isReadOnly, readSteps } from '../../../src/aiven';
import { severities } from '../../../src/aiven/preflight/finding';
import { accessors } from '../../aiven/grants/samples';
import {
  awsArn,
  type Documents,
  everyGood,
  type Good,
  goodAws,
  goodAzure,
  goodGcp,
  goodOciKeys,
  ociKeyId,
  tenancy,
} from '../../aiven/preflight/good';
import { namedPipe, temporaryFolder } from '../../support/temporary';
import { project, refuseToken, type Scene, token, withScene } from '../scene';

const seed = {
  projects: [
    {
      name: project,
      accessors: {
        aws: { role_arn: accessors.aws.principal },
        azure: { app_id: accessors.azure.appId },
        gcp: { access_group: accessors.gcp.accessGroup },
        oci: { access_group: accessors.oci.accessGroup, access_tenant: accessors.oci.accessTenant },
      },
      services: [{ service_name: 'orders', service_type: 'pg', plan: 'startup-4', cloud: 'aws-eu-north-1' }],
    },
  ],
};

interface Finding {
  id: string;
  severity: string;
  message: string;
  remedy: string[];
}

/** Writes the documents to files, in reverse order. */
function filesOf(documents: Documents): string[] {
  const folder = temporaryFolder();
  return Object.values(documents)
    .map((document, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(document));
      return file;
    })
    .reverse();
}

const judged = async (scene: Scene, ...argv: string[]) => {
  const { code, out, err } = await scene.run('preflight', '--json', ...argv);
  return { code, err, findings: JSON.parse(out || '[]') as Finding[] };
};

const resourceOf = ({ context }: Good) => (context.reference === undefined ? [] : ['--resource', context.reference]);
const cloudsOf = ({ context }: Good) => ['--services-cloud', ...(context.serviceClouds ?? ['custom-cloud'])];

test.each(everyGood)('$name: reads the documents in any order and finds no error', (good) =>
  withScene({ seed }, async (scene) => {
    const files = filesOf(good.documents);
    const { code, err, findings } = await judged(scene, '--document', ...files, ...cloudsOf(good), ...resourceOf(good));
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(findings.map(({ id }) => id).sort()).toEqual(good.findings.toSorted());
    expect(scene.operations).toEqual(['CMKAccessorsList']);
  }),
);

function disabled(): Documents {
  const documents = structuredClone((goodAws[0] as Good).documents);
  documents['aws.key'].KeyMetadata.KeyState = 'Disabled';
  return documents;
}

test('exits with code 3 on an error, with its remedy as a command', () =>
  withScene({ seed }, async (scene) => {
    const argv = ['--document', ...filesOf(disabled()), '--services-cloud', 'aws-us-east-1'];
    const { code, findings } = await judged(scene, ...argv);
    expect(code).toBe(3);
    expect(findings[0]).toEqual({
      id: 'aws.key-state',
      severity: 'error',
      message: 'The key is disabled.',
      remedy: [`aws kms enable-key --key-id=${awsArn} --region=us-east-1`],
    });
    const text = await scene.run('preflight', ...argv);
    expect(text.code).toBe(3);
    expect(text.out.split('\n').slice(0, 2)).toEqual([
      'error       aws.key-state    The key is disabled.',
      `            > aws kms enable-key --key-id=${awsArn} --region=us-east-1`,
    ]);
    expect(text.out).toMatch(/^not judged {2}aws\.not-visible {2}/m);
    expect(text.err).toBe('Found 1 error: Aiven cannot use this key.\n');
  }));

test('repeats the options of the connection in the command that grants the access', () =>
  withScene({ seed }, async (scene) => {
    const documents = structuredClone((goodAws[0] as Good).documents);
    documents['aws.policy'].Statement.pop();
    const file = join(temporaryFolder(), 'my token');
    writeFileSync(file, token);
    const argv = ['--document', ...filesOf(documents), '--services-cloud', 'aws-us-east-1'];
    const grants = `aiven-byok grants --provider=aws --resource=${awsArn} --project=${project}`;
    const plain = await judged(scene, ...argv);
    expect(plain.findings[0]).toMatchObject({ id: 'aws.policy-missing', remedy: [grants] });
    const { findings } = await judged(scene, ...argv, '--url', scene.emulator.url, '--token-file', file);
    expect(findings[0]?.remedy).toEqual([
      `${grants} --url=${scene.emulator.url} ${formatShellCommand([`--token-file=${file}`])}`,
    ]);
  }));

test("compares the key's region with the project's services by default", () =>
  withScene({ seed }, async (scene) => {
    const { code, findings } = await judged(scene, '--document', ...filesOf((goodAws[0] as Good).documents));
    expect(findings).toContainEqual(expect.objectContaining({ id: 'key.cloud', severity: 'warning' }));
    expect(code).toBe(0);
    expect(scene.operations).toEqual(['CMKAccessorsList', 'ServiceList']);
  }));

test('ignores services of other clouds when it compares regions', () =>
  withScene({ seed }, async (scene) => {
    const files = filesOf((goodGcp[1] as Good).documents);
    const { findings } = await judged(scene, '--document', ...files);
    expect(findings.map(({ id }) => id)).toEqual(['gcp.not-visible']);
  }));

describe('--fetch', () => {
  /** A folder with programs that print the documents of a key, by the operation in their arguments, and log the arguments. */
  function programs(replies: Readonly<Record<string, unknown>>, name: string) {
    const folder = temporaryFolder();
    const log = join(folder, 'log');
    const cases = Object.entries(replies).map(([operation, reply]) => {
      const body =
        reply instanceof Error ? `echo '${reply.message}' >&2; exit 254` : `cat <<'EOF'\n${JSON.stringify(reply)}\nEOF`;
      return `*" ${operation} "*) ${body}\n;;`;
    });
    const lines = [
      '#!/bin/sh',
      refuseToken,
      `printf '%s\\n' "${name} $*" >> '${log}'`,
      `case " $* " in`,
      ...cases,
      `esac`,
      '',
    ];
    writeFileSync(join(folder, name), lines.join('\n'));
    chmodSync(join(folder, name), 0o755);
    return { env: { PATH: `${folder}:${process.env.PATH}` }, ran: () => readFileSync(log, 'utf8').trim().split('\n') };
  }

  const aws = (documents: Documents) => ({
    'describe-key': documents['aws.key'],
    'get-key-policy': { Policy: JSON.stringify(documents['aws.policy']), PolicyName: 'default' },
    'get-key-rotation-status': documents['aws.rotation'],
  });
  const gcp = (documents: Documents) => ({
    'versions list': documents['gcp.versions'] ?? [],
    describe: documents['gcp.key'],
    'get-iam-policy': documents['gcp.iam'],
  });
  const azure = (documents: Documents) => ({
    'rotation-policy show': documents['azure.rotation'],
    'keyvault key show': documents['azure.key'],
    'keyvault show': documents['azure.vault'],
    'sp show': new Error('ERROR: Resource does not exist'),
    'role assignment list': documents['azure.roles'],
  });
  const oci = (documents: Documents) => ({ 'key get': documents['oci.key'], 'policy list': documents['oci.policies'] });

  test.each<[string, Good, (documents: Documents) => Record<string, unknown>, string[]]>([
    ['aws', goodAws[0] as Good, aws, []],
    ['gcloud', goodGcp[1] as Good, gcp, []],
    ['gcloud', goodGcp[2] as Good, gcp, []],
    ['az', goodAzure[0] as Good, azure, []],
    ['az', goodAzure[2] as Good, azure, ['--managed-hsm']],
    ['oci', goodOciKeys[0] as Good, oci, ['--tenancy', tenancy]],
  ])('runs %s, prints each command before it runs, and only reads', async (name, good, replies, more) => {
    const { env, ran } = programs(replies(good.documents), name);
    await withScene({ seed }, async (scene) => {
      const argv = [...cloudsOf(good), ...resourceOf(good), ...more];
      const { code, out, err } = await scene.runIn({ env }, 'preflight', '--json', '--fetch', ...argv);
      expect((JSON.parse(out) as Finding[]).map(({ id }) => id).sort()).toEqual(good.findings.toSorted());
      expect(code).toBe(0);
      const printed = err.split('\n').filter((line) => line.startsWith('$ '));
      expect(printed.map((line) => line.slice(2))).toEqual(ran());
      for (const line of ran()) expect(isReadOnly(line.split(' '))).toBe(true);
    });
  });

  test('reads the key behind an alias, and says that the alias must not be registered', async () => {
    const { env, ran } = programs(aws((goodAws[0] as Good).documents), 'aws');
    await withScene({ seed }, async (scene) => {
      const argv = ['--fetch', '--resource', 'alias/aiven-cmk', '--services-cloud', 'aws-us-east-1'];
      const { code, out } = await scene.runIn({ env }, 'preflight', '--json', ...argv);
      expect(code).toBe(3);
      expect((JSON.parse(out) as Finding[]).map(({ id }) => id)).toEqual(['key.alias', 'aws.not-visible']);
      expect(ran()[0]).toContain('--key-id=alias/aiven-cmk');
      expect(ran()[1]).toContain(`--key-id=${awsArn}`);
    });
  });

  test('a command that fails is reported, leaves something unjudged, and makes the exit code 1', async () => {
    const replies = {
      ...aws((goodAws[0] as Good).documents),
      'get-key-policy': new Error('AccessDeniedException: no'),
    };
    const { env } = programs(replies, 'aws');
    await withScene({ seed }, async (scene) => {
      const argv = ['--fetch', '--resource', awsArn, '--services-cloud', 'aws-us-east-1'];
      const { code, out, err } = await scene.runIn({ env }, 'preflight', '--json', ...argv);
      expect(code).toBe(1);
      expect(err).toContain('warning: The command failed: AccessDeniedException: no');
      expect((JSON.parse(out) as Finding[])[0]).toMatchObject({ id: 'document.missing', severity: 'not_judged' });
    });
  });

  test('output that is not JSON is a failure', async () => {
    const { env } = programs({ 'describe-key': (goodAws[0] as Good).documents['aws.key'] }, 'aws');
    await withScene({ seed }, async (scene) => {
      const { code, err } = await scene.runIn({ env }, 'preflight', '--fetch', '--resource', awsArn);
      expect(code).toBe(1);
      expect(err).toContain('warning: The command failed: it did not print JSON');
    });
  });

  test('nothing is judged if no command works', async () => {
    const { env } = programs({ 'describe-key': new Error('NotFoundException') }, 'aws');
    await withScene({ seed }, async (scene) => {
      const { code, out, err } = await scene.runIn({ env }, 'preflight', '--fetch', '--resource', awsArn);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('error: None of the commands worked, so nothing was judged.');
    });
  });

  test('a program that is not on the PATH is named', () =>
    withScene({ seed }, async (scene) => {
      const env = { PATH: temporaryFolder() };
      const { code, err } = await scene.runIn({ env }, 'preflight', '--fetch', '--resource', awsArn);
      expect(code).toBe(1);
      expect(err).toContain('error: "aws" is not on the PATH.');
      expect(err).toContain('pass what it prints with --document');
    }));

  test('OCI needs the tenancy to read the policies', async () => {
    const { env } = programs(oci((goodOciKeys[0] as Good).documents), 'oci');
    await withScene({ seed }, async (scene) => {
      const { code, err } = await scene.runIn({ env }, 'preflight', '--fetch', '--resource', ociKeyId);
      expect(code).toBe(1);
      expect(err).toContain('"oci iam policy list" was not run: pass the OCID of your tenancy with --tenancy.');
    });
  });

  test('a document of a kind that was fetched is rejected', async () => {
    const { documents } = goodAws[0] as Good;
    const { env } = programs(aws(documents), 'aws');
    await withScene({ seed }, async (scene) => {
      const files = filesOf({ 'aws.key': documents['aws.key'] });
      const argv = ['--fetch', '--resource', awsArn, '--document', ...files];
      const { code, out, err } = await scene.runIn({ env }, 'preflight', ...argv);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`"${files[0]}" and "--fetch aws.key" are both the output of "aws kms describe-key"`);
    });
  });

  test('documents from files add to those that were fetched', async () => {
    const { documents } = goodOciKeys[0] as Good;
    const { env } = programs(oci(documents), 'oci');
    await withScene({ seed }, async (scene) => {
      const files = filesOf({ 'oci.policies': documents['oci.policies'] });
      const { out } = await scene.runIn(
        { env },
        ...['preflight', '--json', '--fetch', '--resource', ociKeyId, '--document', ...files],
      );
      expect((JSON.parse(out) as Finding[]).map(({ id }) => id)).toEqual(['oci.not-visible']);
    });
  });
});

test.each<[string[], string]>([
  [[], 'Pass --document or --fetch.'],
  [['--resource', awsArn], `These commands print documents: aws kms describe-key --key-id=${awsArn}`],
  [['--fetch'], '--fetch requires --resource.'],
  [['--fetch', '--resource', 'nonsense'], '"nonsense" is not the name of a key in any cloud'],
  [['--fetch', '--resource', 'arn:aws:s3:::bucket'], 'is an ARN of the AWS service "s3"'],
  [['--fetch', '--resource', ociKeyId, '--tenancy', 'x'], '"x" is not the OCID of a tenancy'],
  [['--fetch', '--resource', awsArn, '--principal-id', 'x'], '"x" is not the object ID'],
  ...['http://vault.example', 'file:///etc/passwd', 'vault.example', 'http://127.0.0.1.example'].map(
    (url): [string[], string] => [
      ['--fetch', '--resource', ociKeyId, '--endpoint', url],
      `"${url}" is not the management endpoint of a vault; expected an https URL`,
    ],
  ),
])('%j is rejected before any request', (argv, message) =>
  withScene({ seed }, async (scene) => {
    const { code, err } = await scene.run('preflight', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(scene.operations).toEqual([]);
  }),
);

test('documents of several clouds are rejected', () =>
  withScene({ seed }, async (scene) => {
    const files = filesOf({ ...(goodAws[0] as Good).documents, ...(goodGcp[0] as Good).documents });
    const { code, err } = await scene.run('preflight', '--document', ...files);
    expect(code).toBe(2);
    expect(err).toContain('are of several clouds (');
  }));

describe('two documents of one kind', () => {
  const kinds = everyGood.flatMap(({ documents }) => Object.keys(documents));
  const single = [...new Set(kinds)].filter((kind) => !['gcp.iam', 'azure.roles', 'oci.policies'].includes(kind));

  test.each(single)('%s: are rejected before any request, with both files', (kind) =>
    withScene({ seed }, async (scene) => {
      const good = everyGood.find(({ documents }) => kind in documents) as Good;
      const document = good.documents[kind as keyof Documents];
      const files = [...filesOf(good.documents), ...filesOf({ [kind]: document })];
      const { code, err } = await scene.run('preflight', '--document', ...files);
      expect(code).toBe(2);
      expect(err).toMatch(/"[^"]+\.json" and "[^"]+\.json" are both the output of "[^"]+"; judge one key at a time\./);
      expect(err).toContain(files.at(-1));
      expect(scene.operations).toEqual([]);
    }),
  );

  test('IAM policies and role assignments may be several', () =>
    withScene({ seed }, async (scene) => {
      for (const [good, kind] of [
        [goodGcp[1], 'gcp.iam'],
        [goodAzure[0], 'azure.roles'],
      ] as [Good, keyof Documents][]) {
        const files = [...filesOf(good.documents), ...filesOf({ [kind]: good.documents[kind] })];
        const { code } = await judged(scene, '--document', ...files, ...cloudsOf(good), ...resourceOf(good));
        expect(code).toBe(0);
      }
    }));
});

test('a document that cannot be read, or is none, is named', () =>
  withScene({ seed }, async (scene) => {
    const missing = await scene.run('preflight', '--document', '/nowhere/key.json');
    expect(missing.err).toContain('Cannot read the document "/nowhere/key.json": no such file or directory.');
    const pipe = await scene.run('preflight', '--document', namedPipe());
    expect(pipe.err).toMatch(/Cannot read the document ".*": it is a named pipe, not a file\./);
    const file = join(temporaryFolder(), 'odd.json');
    writeFileSync(file, Buffer.from('\ufeff{}', 'utf16le'));
    const utf16 = await scene.run('preflight', '--document', file);
    expect(utf16.err).toContain(`Cannot read the document "${file}": it is encoded in UTF-16, but must be UTF-8.`);
    writeFileSync(file, '{"Statement": [], "Statement": []}');
    const twice = await scene.run('preflight', '--document', file);
    expect(twice.err).toContain(`"${file}" has the key "Statement" twice in one object; keep one of them.`);
    writeFileSync(file, '{}');
    const odd = await scene.run('preflight', '--document', file);
    expect([odd.code, odd.err]).toEqual([
      1,
      expect.stringContaining(`"${file}" is not a document that preflight reads`),
    ]);
  }));

test('only commands that read are run', () => {
  const references = everyGood.map(({ context }) => context.reference ?? awsArn);
  const options = { appId: accessors.azure.appId, tenancy };
  const printed = new Map([['azure.vault' as const, { id: '/subscriptions/s' }]]);
  for (const step of references.flatMap((reference) => readSteps(reference, options))) {
    const words = step.words(printed) ?? [];
    expect([formatShellCommand(words), isReadOnly(words)]).toEqual([expect.any(String), true]);
  }
  const writing = [
    ['aws', 'kms', 'disable-key', '--key-id=describe-key'],
    ['gcloud', 'kms', 'keys', 'update', 'describe'],
    ['gcloud', 'kms', 'keys', 'versions', 'destroy', '1'],
    ['az', 'keyvault', 'key', 'delete'],
    ['oci', 'kms', 'management', 'key', 'disable'],
    ['rm', 'show'],
    ['aws'],
  ];
  for (const words of writing) expect(isReadOnly(words)).toBe(false);
});

test('docs/preflight.md lists every finding with its severity', () => {
  const text = readFileSync(join(__dirname, '../../../docs/preflight.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([a-z.-]+)` +\| ([a-z ]+?) +\|/gm)].map(([, id, severity]) => [id, severity]);
  const expected = Object.entries(severities).map(([id, severity]) => [id, severity.replace('_', ' ')]);
  expect(listed.sort()).toEqual(expected.sort());
});
