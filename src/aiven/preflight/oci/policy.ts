/** Judges policies of OCI: whether they admit Aiven's group to the key, and to what else. */

import { quote } from '../../../support/quote';
import type { OciAccessor } from '../../grants/accessors';
import { ociContradiction, ociCreatePolicyCommand, ociRealmOf } from '../../grants/oci';
import { ociPolicies } from '../documents';
import { finding, type PreflightFinding } from '../finding';
import { textIn } from '../json';
import { allOf, anyOf, negated, type Verdict, verdictOf } from '../verdict';
import { type OciCondition, type OciStatement, parseOciStatement } from './statement';

/** What is known about the key. */
export interface OciKeyFacts {
  readonly keyId: string;
  readonly vaultId: string | undefined;
  readonly compartmentId: string | undefined;
  /** The user's tenancy, for the command that creates the policy. */
  readonly tenancyId: string | undefined;
}

type Admit = Extract<OciStatement, { kind: 'admit' }>;

/** A statement that admits Aiven. */
interface Admission {
  text: string;
  admit: Admit;
  policy: unknown;
  isEnough: boolean;
  verdict: Verdict;
}

/** Judges the statements of every policy in the documents. */
export function judgeOciPolicies(
  documents: readonly unknown[],
  accessor: OciAccessor,
  key: OciKeyFacts,
): PreflightFinding[] {
  const policies = documents.flatMap(ociPolicies);
  const admissions = policies.flatMap(({ statements, policy }) => admissionsIn(statements, policy, accessor, key));
  const enough = admissions.filter(({ isEnough }) => isEnough);
  const granting = enough.filter(({ verdict }) => verdict === 'yes');
  const deny = policies.flatMap(({ statements }) => statements.map(String)).filter((text) => /^\s*deny\b/i.test(text));
  const create =
    key.tenancyId === undefined
      ? []
      : [ociCreatePolicyCommand(accessor, { tenancyId: key.tenancyId, keyId: key.keyId })];
  const found: PreflightFinding[] = [];
  if (granting.length > 0) found.push(...judgePlaces(granting, create));
  else
    found.push(
      refusal(enough, admissions, policies.flatMap(({ statements }) => statements).map(String), accessor, create),
    );
  for (const text of deny) {
    found.push(finding('oci.policy-unclear', `Whether this statement concerns Aiven was not judged: ${quote(text)}.`));
  }
  return [...found, ...judgeBreadth(admissions.filter(({ verdict }) => verdict !== 'no'))];
}

function admissionsIn(
  statements: readonly unknown[],
  policy: unknown,
  accessor: OciAccessor,
  key: OciKeyFacts,
): Admission[] {
  const parsed = statements.map(String).map((text) => ({ text, statement: parseOciStatement(text) }));
  const aliases = new Map<string, string>();
  for (const { statement } of parsed) {
    if (statement.kind === 'define') aliases.set(`${statement.what} ${statement.alias.toLowerCase()}`, statement.ocid);
  }
  const means = (what: string, name: string, ocid: string) =>
    (aliases.get(`${what} ${name.toLowerCase()}`) ?? name).toLowerCase() === ocid.toLowerCase();
  return parsed.flatMap(({ text, statement: admit }) => {
    if (admit.kind !== 'admit') return [];
    const isTenancy = admit.tenancy === 'any-tenancy' || means('tenancy', admit.tenancy, accessor.accessTenant);
    const names = admit.names.filter((name) => name.toLowerCase() !== 'id');
    const isGroup = admit.subject === 'group' && names.some((name) => means('group', name, accessor.accessGroup));
    if (!isTenancy || !(isGroup || admit.subject === 'any-user' || admit.subject === 'any-group')) return [];
    if (admit.verb !== undefined && admit.resource !== 'keys' && admit.resource !== 'all-resources') return [];
    const condition = admit.condition === undefined ? 'yes' : judge(admit.condition, key);
    return [{ text, admit, policy, isEnough: isEnough(admit), verdict: allOf([judgeScope(admit, key), condition]) }];
  });
}

function isEnough({ verb, permissions }: Admit): boolean {
  if (verb !== undefined) return verb === 'use' || verb === 'manage';
  return permissions.includes('KEY_ENCRYPT') && permissions.includes('KEY_DECRYPT');
}

/** A compartment that is not the key's may contain that one, which no document shows. */
function judgeScope({ scope, compartment }: Admit, key: OciKeyFacts): Verdict {
  if (scope === 'tenancy') return 'yes';
  const isKeys = scope === 'compartment id' && compartment.toLowerCase() === key.compartmentId?.toLowerCase();
  return isKeys ? 'yes' : 'unknown';
}

/** The values compare without case (OCI documentation, "Conditions"). */
function judge(condition: OciCondition, key: OciKeyFacts): Verdict {
  if (condition.kind !== 'comparison') {
    const parts = condition.parts.map((part) => judge(part, key));
    return condition.kind === 'all' ? allOf(parts) : anyOf(parts);
  }
  const { variable, operator, value, quote: mark } = condition;
  if (operator !== '=' && operator !== '!=') return 'unknown';
  const facts: Readonly<Record<string, string | undefined>> = {
    'target.key.id': key.keyId,
    'target.vault.id': key.vaultId,
    'target.compartment.id': key.compartmentId,
  };
  const known = Object.hasOwn(facts, variable) ? facts[variable] : undefined;
  const isSame =
    // A network source lists networks of the user. Aiven documents no addresses.
    variable === networkSource
      ? 'no'
      : known === undefined || mark === '/'
        ? 'unknown'
        : verdictOf(known.toLowerCase() === value.toLowerCase());
  return operator === '=' ? isSame : negated(isSame);
}

const networkSource = 'request.networksource.name';

function refusal(
  enough: readonly Admission[],
  all: readonly Admission[],
  statements: readonly string[],
  { accessGroup }: OciAccessor,
  create: readonly string[][],
): PreflightFinding {
  const [unclear] = enough.filter(({ verdict }) => verdict === 'unknown');
  if (unclear !== undefined) {
    return finding(
      'oci.policy-unclear',
      `Whether this statement admits Aiven to the key was not judged, because of its compartment or condition: ${quote(unclear.text)}.`,
      ...create,
    );
  }
  const [refusing] = enough;
  if (refusing !== undefined && variablesOf(refusing.admit.condition).includes(networkSource)) {
    return finding(
      'oci.policy-network',
      `This statement admits Aiven's group only from networks of yours. Aiven documents no addresses, so remove the condition: ${quote(refusing.text)}.`,
      ...create,
    );
  }
  if (refusing !== undefined) {
    return finding(
      'oci.policy-other-key',
      `This statement admits Aiven's group to other keys, not to this one: ${quote(refusing.text)}.`,
      ...create,
    );
  }
  const [weak] = all;
  if (weak !== undefined) {
    return finding(
      'oci.policy-missing',
      `This statement does not let Aiven encrypt and decrypt; it must be "use keys": ${quote(weak.text)}.`,
      ...create,
    );
  }
  const admits = statements.some((text) => /^\s*admit\b/i.test(text));
  const why = admits
    ? ': the groups and tenancies that they define are others, or "define" statements are missing'
    : '';
  return finding(
    'oci.policy-missing',
    `No statement admits Aiven's group ${quote(accessGroup)} to the key${why}.`,
    ...create,
  );
}

function variablesOf(condition: OciCondition | undefined): string[] {
  if (condition === undefined) return [];
  return condition.kind === 'comparison' ? [condition.variable] : condition.parts.flatMap(variablesOf);
}

/** A policy has no effect outside of the root compartment, or when it is not active. */
function judgePlaces(granting: readonly Admission[], create: readonly string[][]): PreflightFinding[] {
  const problems = granting.map(({ policy }): PreflightFinding | undefined => {
    const compartment = textIn(policy, 'compartment-id');
    const state = textIn(policy, 'lifecycle-state');
    const name = quote(textIn(policy, 'name') ?? '');
    if (compartment !== undefined && ociRealmOf(compartment, 'tenancy') === undefined) {
      return finding(
        'oci.policy-compartment',
        `The policy ${name} is in the compartment ${quote(compartment)}; it must be in the root compartment.`,
        ...create,
      );
    }
    if (state === undefined || state === 'ACTIVE') return undefined;
    return finding(
      'oci.policy-inactive',
      `The policy ${name} has the state ${quote(state)}; it must be "ACTIVE".`,
      ...create,
    );
  });
  // One good policy is enough.
  return problems.includes(undefined) ? [] : problems.filter((problem) => problem !== undefined);
}

function judgeBreadth(admissions: readonly Admission[]): PreflightFinding[] {
  return admissions.flatMap(({ text, admit }) => {
    const found: PreflightFinding[] = [];
    const isWide =
      admit.verb === 'manage' ||
      admit.resource === 'all-resources' ||
      admit.subject !== 'group' ||
      admit.tenancy === 'any-tenancy';
    if (isWide) {
      const message = `This statement allows more than "use keys" for Aiven's group: ${quote(text)}.`;
      found.push(finding('oci.policy-excess', message));
    }
    const variables = variablesOf(admit.condition);
    if (!variables.includes('target.key.id') && !variables.includes('target.vault.id')) {
      found.push(
        finding(
          'oci.policy-all-keys',
          `This statement covers every key in its ${admit.scope.split(' ')[0]}. To limit it to one, add a condition on target.key.id: ${quote(text)}.`,
        ),
      );
    }
    if (hasDoubleQuotes(admit.condition)) found.push(finding('oci.quotes', ociContradiction));
    return found;
  });
}

function hasDoubleQuotes(condition: OciCondition | undefined): boolean {
  if (condition === undefined) return false;
  return condition.kind === 'comparison' ? condition.quote === '"' : condition.parts.some(hasDoubleQuotes);
}
