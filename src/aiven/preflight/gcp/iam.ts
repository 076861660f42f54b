/** Judges IAM policies of Google Cloud: the output of `gcloud kms keys get-iam-policy`. */

import { quote, quoteList } from '../../../support/quote';
import type { GcpAccessor } from '../../grants/accessors';
import { gcpAddIamPolicyBindingCommand, keyArguments } from '../../grants/gcp';
import { option } from '../../grants/shell';
import type { GcpKey } from '../../keys/gcp-key';
import { finding, type PreflightFinding } from '../finding';
import { isObject, listIn, textIn, textsIn } from '../json';

type Right = 'encrypt' | 'decrypt' | 'public key';

/** The rights of the predefined roles that matter for a key; `excess` marks those that allow more than Aiven needs. */
const roles: Readonly<Record<string, { rights: readonly Right[]; excess?: true }>> = {
  'roles/cloudkms.cryptoKeyEncrypterDecrypter': { rights: ['encrypt', 'decrypt'] },
  'roles/cloudkms.cryptoOperator': { rights: ['encrypt', 'decrypt', 'public key'] },
  'roles/cloudkms.cryptoKeyEncrypter': { rights: ['encrypt'] },
  'roles/cloudkms.cryptoKeyDecrypter': { rights: ['decrypt'] },
  'roles/cloudkms.publicKeyViewer': { rights: ['public key'] },
  'roles/cloudkms.admin': { rights: [], excess: true },
  'roles/cloudkms.viewer': { rights: [] },
  'roles/viewer': { rights: [], excess: true },
  'roles/owner': { rights: ['encrypt', 'decrypt', 'public key'], excess: true },
};

const removeElsewhere =
  ' Grant Aiven the role on the key first, then remove this one where it was granted: the key, its key ring, its project or above.';

interface Binding {
  role: string;
  members: readonly string[];
  hasCondition: boolean;
}

/**
 * Judges the bindings of one or more IAM policies: of the key, and of its key ring and project if they are given.
 * @param isAsymmetric Whether the key is asymmetric, so that encrypting means reading the public key.
 */
export function judgeGcpIam(
  policies: readonly unknown[],
  accessor: GcpAccessor,
  key: GcpKey,
  isAsymmetric: boolean,
): PreflightFinding[] {
  const bindings = policies.flatMap((policy) => listIn(policy, 'bindings').flatMap(bindingOf));
  const member = `group:${accessor.accessGroup}`;
  const isAiven = (name: string) => name.toLowerCase() === member.toLowerCase();
  const own = bindings.filter(({ members }) => members.some((name) => isAiven(name) || isEveryone(name)));
  const certain = own.filter(({ hasCondition }) => !hasCondition);
  const rights = new Set(certain.flatMap(({ role }) => roles[role]?.rights ?? []));
  const missing = (['encrypt', 'decrypt'] as const).filter((right) => !rights.has(right));
  const unclear = own.filter(({ role, hasCondition }) => hasCondition || roles[role] === undefined);
  const grant = gcpAddIamPolicyBindingCommand(accessor, key);
  const found: PreflightFinding[] = [];
  if (missing.length > 0 && unclear.length > 0) {
    found.push(...unclear.map((binding) => judgeUnclear(binding, grant)));
  } else if (missing.length > 0) {
    found.push(finding('gcp.role-missing', missingMessage(missing, certain, bindings, member), grant));
  } else if (isAsymmetric && !rights.has('public key')) {
    const message =
      "Aiven's group cannot view the public key of this asymmetric key (roles/cloudkms.cryptoKeyEncrypterDecrypter lacks cloudkms.cryptoKeyVersions.viewPublicKey). Aiven documents this role; if its access check fails, grant roles/cloudkms.cryptoOperator.";
    found.push(
      finding(
        'gcp.public-key',
        message,
        gcpAddIamPolicyBindingCommand(accessor, key, { role: 'roles/cloudkms.cryptoOperator' }),
      ),
    );
  }
  // The narrower role must not lack a right that Aiven has now.
  const narrow = isAsymmetric
    ? gcpAddIamPolicyBindingCommand(accessor, key, { role: 'roles/cloudkms.cryptoOperator' })
    : grant;
  const isOfKey = (binding: Binding) => policies.length === 1 && !binding.hasCondition && !isBasic(binding.role);
  const warn = (id: 'gcp.role-public' | 'gcp.role-excess', message: string, binding: Binding, from: string) => {
    if (!isOfKey(binding)) return finding(id, `${message}${removeElsewhere}`, narrow);
    const remove = ['gcloud', 'kms', 'keys', 'remove-iam-policy-binding', ...keyArguments(key)];
    return finding(id, message, narrow, [...remove, option('member', from), option('role', binding.role)]);
  };
  for (const binding of bindings) {
    const { role, members } = binding;
    for (const name of members.filter(isEveryone)) {
      const message = `${quote(name)} has the role ${quote(role)}: everyone can use the key.`;
      found.push(warn('gcp.role-public', message, binding, name));
    }
    const own = members.find(isAiven);
    if (roles[role]?.excess && own !== undefined) {
      const message = `Aiven's group has the role ${quote(role)}, which allows more than using the key.`;
      found.push(warn('gcp.role-excess', message, binding, own));
    }
  }
  return found;
}

function judgeUnclear({ role, hasCondition }: Binding, grant: string[]): PreflightFinding {
  if (hasCondition) {
    return finding(
      'gcp.role-condition',
      `Aiven's group has the role ${quote(role)} under a condition, which was not judged.`,
      grant,
    );
  }
  return finding(
    'gcp.role-unknown',
    `Aiven's group has the role ${quote(role)}. Whether that role may encrypt and decrypt was not judged.`,
    grant,
  );
}

function missingMessage(
  missing: readonly string[],
  own: readonly Binding[],
  bindings: readonly Binding[],
  member: string,
): string {
  const isDeleted = bindings.some(({ members }) =>
    members.some((name) => name.toLowerCase().startsWith(`deleted:${member.toLowerCase()}?`)),
  );
  const has = own.length === 0 ? 'has no role on the key' : `has only ${quoteList(own.map(({ role }) => role))}`;
  const why = isDeleted ? ' (the policy names a group of this address that was deleted)' : '';
  return `Aiven's group ${quote(member)} ${has}${why}, so it cannot ${missing.join(' or ')}. A role inherited from the key ring or the project is visible only if you also pass the IAM policy of that.`;
}

/** Basic roles are granted for a project or above. */
const isBasic = (role: string): boolean => /^roles\/[a-z]+$/i.test(role);

const isEveryone = (member: string): boolean => member === 'allUsers' || member === 'allAuthenticatedUsers';

function bindingOf(value: unknown): Binding[] {
  const role = textIn(value, 'role');
  if (role === undefined) return [];
  const hasCondition = isObject(value) && value.condition !== undefined && value.condition !== null;
  return [{ role, members: textsIn(value, 'members'), hasCondition }];
}
