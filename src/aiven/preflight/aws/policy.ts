/** Judges a key policy of AWS KMS: whether it lets Aiven use the key, and what else it allows. */

import { quote, quoteList } from '../../../support/quote';
import { type AwsPolicy, awsActions, awsGetKeyPolicyCommand } from '../../grants/aws';
import { finding, type PreflightFinding } from '../finding';
import type { JudgedKey } from './condition';
import { evaluateAwsPolicy, type JudgedStatement } from './evaluate';
import { namesEveryone, namesOnlyOtherAccounts, namesWholeAccount } from './principal';
import { type AwsCaller, awsCaller } from './request';

/** What is known besides the policy. */
export interface AwsPolicyContext {
  /** The ARN of Aiven's role, or a placeholder. */
  readonly roleArn: string;
  /** The ARN of the key, if it is known. */
  readonly keyArn?: string;
  /** Options for `aiven-byok grants`, to reach the same project. */
  readonly again?: readonly string[];
  /** See `awsKeyFacts`. */
  readonly keyFacts?: ReadonlyMap<string, string>;
}

/** Actions with which Aiven could change, share or delete the key. None is needed. */
const managing = [
  ...['PutKeyPolicy', 'ScheduleKeyDeletion', 'DisableKey', 'CreateGrant', 'RevokeGrant', 'EnableKey'],
  ...['CancelKeyDeletion', 'DeleteImportedKeyMaterial', 'ImportKeyMaterial', 'ReplicateKey', 'UpdatePrimaryRegion'],
  ...['DisableKeyRotation', 'EnableKeyRotation', 'RotateKeyOnDemand', 'TagResource', 'UntagResource'],
  ...['UpdateKeyDescription', 'CreateAlias', 'UpdateAlias', 'DeleteAlias'],
].map((name) => `kms:${name}`);

/** Judges the policy. The findings name statements by number and Sid. */
export function judgeAwsKeyPolicy(policy: AwsPolicy, context: AwsPolicyContext): PreflightFinding[] {
  const caller = awsCaller(context.roleArn);
  const edit = editCommand(context);
  const excess = managing.filter((action) => decide(policy, context, caller, action).access === 'allowed');
  return [
    ...judgeAwsUse(policy, context),
    ...(excess.length === 0 ? [] : [finding('aws.policy-excess', excessMessage(excess), ...edit)]),
    ...judgeBreadth(policy, caller, context.keyArn).map((one) => ({ ...one, remedy: edit })),
  ];
}

/** Judges only whether Aiven can use the key, which is the fast part: Terraform calls it for every merged policy. */
export function judgeAwsUse(policy: AwsPolicy, context: AwsPolicyContext): PreflightFinding[] {
  const caller = awsCaller(context.roleArn);
  const { keyArn, again = [] } = context;
  const grant =
    keyArn === undefined ? [] : [['aiven-byok', 'grants', '--provider=aws', `--resource=${keyArn}`, ...again]];
  const reports = new Map<string, { report: Report; actions: string[] }>();
  for (const action of awsActions.minimal) {
    const { access, statements } = decide(policy, context, caller, action);
    for (const report of access === 'allowed' ? [] : explain(access, statements, caller)) {
      const { actions } = reports.get(report.message('')) ?? { actions: [] };
      reports.set(report.message(''), { report, actions: [...actions, action] });
    }
  }
  return [...reports.values()].map(({ report, actions }) => {
    const remedy = report.id === 'aws.policy-missing' ? grant : editCommand(context);
    return finding(report.id, report.message(actions.join(' and ')), ...remedy);
  });
}

function decide(policy: AwsPolicy, { keyArn, keyFacts }: AwsPolicyContext, caller: AwsCaller, action: string) {
  return evaluateAwsPolicy(policy, { caller, action, keyArn, keyFacts });
}

function editCommand({ keyArn }: AwsPolicyContext): string[][] {
  return keyArn === undefined ? [] : [awsGetKeyPolicyCommand({ keyId: keyArn })];
}

interface Report {
  id: 'aws.policy-deny' | 'aws.policy-condition' | 'aws.policy-missing' | 'aws.policy-unclear';
  message(actions: string): string;
}

/** Why an action is denied, or what could not be judged. */
function explain(access: 'denied' | 'unknown', statements: readonly JudgedStatement[], caller: AwsCaller): Report[] {
  const withEffect = (effect: string) => statements.filter(({ statement }) => statement.Effect === effect);
  if (access === 'unknown') {
    // An unclear Allow does not matter next to a clear one.
    const isAllowed = withEffect('Allow').some(({ verdict }) => verdict === 'yes');
    const unclear = (isAllowed ? withEffect('Deny') : statements).filter(({ verdict }) => verdict === 'unknown');
    const names = unclear.map((one) => `${nameOf(one)}${unclearPart(one)}`).join('; ');
    return [
      {
        id: 'aws.policy-unclear',
        message: (actions) =>
          `Whether the policy allows ${actions} to Aiven's role was not judged: it depends on ${names}.`,
      },
    ];
  }
  const denying = withEffect('Deny').filter(({ verdict }) => verdict === 'yes');
  if (denying.length > 0) {
    return denying.map((one) => ({
      id: 'aws.policy-deny',
      message: (actions) =>
        `${capitalized(nameOf(one))} denies ${actions} to Aiven's role${reasons(one.condition, ' because ')}. Exempt the role from it.`,
    }));
  }
  const conditional = withEffect('Allow').filter(
    ({ unconditional, verdict }) => unconditional === 'yes' && verdict === 'no',
  );
  if (conditional.length > 0) {
    return conditional.map((one) => ({
      id: 'aws.policy-condition',
      message: (actions) =>
        `${capitalized(nameOf(one))} allows ${actions} only under a condition that Aiven does not meet${reasons(
          one.condition.filter(({ verdict }) => verdict === 'no'),
          ': ',
        )}. Remove the condition for Aiven's role.`,
    }));
  }
  return [
    {
      id: 'aws.policy-missing',
      message: (actions) => `No statement of the policy allows ${actions} to Aiven's role ${quote(caller.roleArn)}.`,
    },
  ];
}

/** Why a condition does not fit Aiven, by condition key. */
const explanations: Readonly<Record<string, string>> = {
  'kms:viaservice': 'Aiven calls KMS directly, not through another AWS service',
  'aws:sourceip': 'Aiven documents no source addresses',
  'aws:vpcsourceip': "Aiven's requests do not come from your network",
  'aws:sourcevpc': "Aiven's requests do not come from your VPC",
  'aws:sourcevpce': "Aiven's requests do not come through your VPC endpoint",
  'aws:principalorgid': "Aiven's account is not in your organization",
  'aws:principalorgpaths': "Aiven's account is not in your organization",
};

function reasons(condition: readonly JudgedKey[], start: string): string {
  if (condition.length === 0) return '';
  const texts = condition.map(({ operator, key, values }) => {
    const why = explanations[key.toLowerCase()];
    return `${operator} ${quote(key)} ${quoteList(values)}${why === undefined ? '' : ` (${why})`}`;
  });
  return `${start}${texts.join(', ')}`;
}

function unclearPart({ condition, unconditional }: JudgedStatement): string {
  const keys = condition.filter(({ verdict }) => verdict === 'unknown').map(({ key }) => key);
  if (keys.length > 0) return ` (condition on ${quoteList([...new Set(keys)])})`;
  return unconditional === 'unknown' ? ' (its principal, action or resource)' : '';
}

function judgeBreadth(policy: AwsPolicy, caller: AwsCaller, keyArn: string | undefined): PreflightFinding[] {
  const allowing = policy.Statement.map((statement, index) => ({ statement, number: index + 1 })).filter(
    ({ statement }) => statement.Effect === 'Allow',
  );
  const isPublic = allowing.filter(({ statement }) => namesEveryone(statement) && statement.Condition === undefined);
  const isAccount = allowing.filter(({ statement }) => namesWholeAccount(statement, caller));
  const canChange = isManageable(policy, keyArn);
  return [
    ...isPublic.map((one) =>
      finding('aws.policy-public', `${capitalized(nameOf(one))} allows every AWS account to use the key.`),
    ),
    ...isAccount.map((one) =>
      finding(
        'aws.policy-account',
        `${capitalized(nameOf(one))} allows every principal of Aiven's account, not just the role of this project.`,
      ),
    ),
    ...(canChange
      ? []
      : [
          finding(
            'aws.policy-unmanageable',
            "No statement allows kms:PutKeyPolicy to the key's account, so nobody can change the policy again. Keep the statement for your account's root.",
          ),
        ]),
  ];
}

/** Whether some statement may allow someone in the key's account to change the policy. */
function isManageable(policy: AwsPolicy, keyArn: string | undefined): boolean {
  const account = /^arn:[^:]+:kms:[^:]*:(\d{12}):/.exec(keyArn ?? '')?.[1];
  const allowing = policy.Statement.filter(
    (one) => one.Effect === 'Allow' && !(account !== undefined && namesOnlyOtherAccounts(one, account)),
  );
  const open = allowing.map((statement) => {
    const { NotPrincipal: _, Condition: __, ...rest } = statement;
    return { ...rest, Principal: '*' as const };
  });
  const caller = awsCaller('arn:aws:iam::000000000000:role/anyone');
  const request = { caller, action: 'kms:PutKeyPolicy', keyArn: undefined };
  return evaluateAwsPolicy({ ...policy, Statement: open }, request).access !== 'denied';
}

function excessMessage(actions: readonly string[]): string {
  const [first = '', second, ...more] = actions;
  const named = second === undefined ? first : `${first}, ${second}`;
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return `The policy also allows Aiven's role ${named}${rest}. Aiven needs only kms:Encrypt and kms:Decrypt.`;
}

function nameOf({ number, statement }: Pick<JudgedStatement, 'number' | 'statement'>): string {
  return `statement ${number}${statement.Sid ? ` (${quote(statement.Sid)})` : ''}`;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
