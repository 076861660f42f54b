/** A key as the CLI shows it: columns for people, the API's field names for machines. */

import { checkCmkId, normalizeCmkId } from '../../aiven';
import type { Association, Cmk, KeyUser } from '../../client';
import { CliError } from '../errors/cli-error';
import type { OptionDefinition } from '../program/command';
import type { Column } from '../terminal/table';

export const cmkColumns: readonly Column<Cmk>[] = [
  { title: 'ID', value: ({ cmkId }) => cmkId },
  { title: 'PROVIDER', value: ({ cloud }) => cloud },
  { title: 'RESOURCE', value: ({ keyReference }) => keyReference, narrow: 'below' },
  { title: 'DEFAULT_CMK', value: ({ defaultCmk }) => defaultCmk },
  { title: 'STATUS', value: ({ status }) => status },
  { title: 'CREATED_AT', value: ({ createdAt }) => createdAt, narrow: 'hide' },
  { title: 'UPDATED_AT', value: ({ updatedAt }) => updatedAt, narrow: 'hide' },
];

export const userColumns: readonly Column<KeyUser>[] = [
  { title: 'SERVICE_NAME', value: ({ serviceName }) => serviceName, narrow: 'wrap' },
  { title: 'STATUS', value: ({ association }) => association },
  { title: 'STATE', value: ({ service }) => service?.state, narrow: 'hide' },
];

/**
 * The key that took the place of another one: a later registration of the same KMS key or, for a key that no service uses, the default
 * key if it is a later one of the same cloud. Null for a default key and for one that Aiven itself calls old or deleted.
 */
export function supersederOf(cmk: Cmk, all: readonly Cmk[], isUsed: boolean): Cmk | null {
  if (cmk.defaultCmk || cmk.status === 'old' || cmk.status === 'deleted') return null;
  const later = all.filter(
    ({ cloud, createdAt, status }) =>
      cloud === cmk.cloud && createdAt > cmk.createdAt && status !== 'old' && status !== 'deleted',
  );
  const again = later.find(({ keyReference }) => keyReference === cmk.keyReference);
  return again ?? (isUsed ? null : (later.find(({ defaultCmk }) => defaultCmk) ?? null));
}

/** A key in the API's field names. `status` is null if the API omits it. */
export function cmkJson(cmk: Cmk) {
  return {
    id: cmk.cmkId,
    provider: cmk.cloud,
    resource: cmk.keyReference,
    default_cmk: cmk.defaultCmk,
    status: cmk.status,
    created_at: cmk.createdAt,
    updated_at: cmk.updatedAt,
  };
}

/** `status` is null for a service whose `cmk_id` is the key and that the key does not list; `state` if the project does not. */
export function userJson({ serviceName, service, association }: KeyUser) {
  return { service_name: serviceName, status: association, state: service?.state ?? null };
}

/** `"orders" (active), "legacy" (deactivating)`. */
export function listAssociations(associations: readonly Association[]): string {
  return associations.map(({ serviceName, status }) => `"${serviceName}" (${status})`).join(', ');
}

/** The same for the users of a key. A service that the key does not list shows its state. */
export function listUsers(users: readonly KeyUser[]): string {
  return users
    .map(({ serviceName, service, association }) => `"${serviceName}" (${association ?? service?.state ?? 'unknown'})`)
    .join(', ');
}

/** Whether a service is on its way from this key to another one. */
export function isLeaving({ service, association }: KeyUser, cmkId: string): boolean {
  return association === 'deactivating' && service?.cmkId !== cmkId;
}

/** @throws CliError if services must not move to this key */
export function requireCurrent({ cmkId, status }: Cmk, project: string): void {
  if (status !== 'old' && status !== 'deleted') return;
  throw new CliError(
    `Key "${cmkId}" in project "${project}" has the status "${status}".`,
    'Choose a key with the status "current".',
  );
}

export const cmkIdOption: OptionDefinition = {
  flags: '--cmk-id <id>',
  description: 'ID of the key in Aiven',
  required: true,
  parse: parseCmkId,
};

/** A CMK ID in lower case. @throws Error that says what is allowed */
function parseCmkId(text: string): string {
  const problem = checkCmkId(text.trim());
  if (problem !== undefined) throw new Error(problem);
  return normalizeCmkId(text.trim());
}
