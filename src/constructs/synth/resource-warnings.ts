/** What is probably wrong with a resource, judged by the literals of the app. */

import { TerraformResource } from 'cdktf';
import { AIVEN_MANAGED_CMK_ID, checkKeyFitsCloud, checkPinnedVersion, sameCmkId } from '../../aiven';
import type { AppResources } from './app-resources';
import { isBindingOf, isSameService, type RenderedResource } from './find-services';
import { isSameText, ownerOf, renderedAttributes } from './rendered-attributes';
import { isLiteral } from './validate-literal';

export function warningsAbout(resource: TerraformResource, app: AppResources): string[] {
  const isIt = (each: RenderedResource) => each.resource === resource;
  const key = app.keys.find(isIt);
  if (key !== undefined) return [...sameKmsKey(key, app), ...unprotectedKmsKeys(key), ...pinnedVersion(key)];
  const service = app.services.find(isIt);
  if (service !== undefined) {
    return [...sameServiceTwice(service, app), ...literalKey(service, app), ...unfitKey(service, service, app)];
  }
  const binding = app.bindings.find(isIt);
  if (binding === undefined) return [];
  const bound = app.services.find((each) => isBindingOf(binding, each));
  return [...literalKey(binding, app), ...(bound === undefined ? [] : unfitKey(binding, bound, app))];
}

const pathOf = ({ resource }: RenderedResource) => ownerOf(resource).node.path;

function sameKmsKey(key: RenderedResource, { keys }: AppResources): string[] {
  const first = keys.find(
    (other) =>
      other === key ||
      ['project', 'resource'].every((name) =>
        isSameText(key.attributes[name], other.attributes[name], key.stack === other.stack),
      ),
  );
  if (first === undefined || first === key) return [];
  return [
    `The same KMS key is registered in the same project at "${pathOf(first)}". Aiven does not document whether it accepts a key twice; use one of the two for both purposes.`,
  ];
}

function pinnedVersion({ attributes: { resource: reference } }: RenderedResource): string[] {
  const problem = typeof reference === 'string' && isLiteral(reference) ? checkPinnedVersion(reference) : undefined;
  return problem === undefined ? [] : [problem];
}

function sameServiceTwice(service: RenderedResource, { services }: AppResources): string[] {
  const first = services.find((other) => other === service || isSameService(service, other));
  if (first === undefined || first === service) return [];
  return [
    `The service "${service.attributes.service_name}" is also managed at "${pathOf(first)}"; the two override each other's settings at every apply: remove one of them.`,
  ];
}

/** A service whose key is given by its ID stays on that key when the app replaces it. */
function literalKey(user: RenderedResource, app: AppResources): string[] {
  const { cmk_id: cmkId } = user.attributes;
  if (typeof cmkId !== 'string' || !isLiteral(cmkId) || sameCmkId(cmkId, AIVEN_MANAGED_CMK_ID)) return [];
  const key = app.keyOf(user);
  if (key === undefined) return [];
  return [
    `cmk_id is the literal ID of the key at "${pathOf(key)}". When that key is replaced, the service is not moved, and the old key cannot be deleted. Refer to the key instead: Encryption.customerManaged(key), key.protect(…) or key.cmkId.`,
  ];
}

function unfitKey(user: RenderedResource, service: RenderedResource, app: AppResources): string[] {
  const { cloud_name: cloudName } = service.attributes;
  const { resource: keyReference } = app.keyOf(user)?.attributes ?? {};
  const known = [cloudName, keyReference].filter((text) => typeof text === 'string' && isLiteral(text));
  const [cloud, reference] = known as string[];
  const problem = cloud === undefined || reference === undefined ? undefined : checkKeyFitsCloud(reference, cloud);
  return problem === undefined ? [] : [problem];
}

/** The resource types of keys in a cloud's KMS. */
const kmsKeyTypes = [
  'aws_kms_external_key',
  'aws_kms_key',
  'aws_kms_replica_external_key',
  'aws_kms_replica_key',
  'azurerm_key_vault_key',
  'azurerm_key_vault_managed_hardware_security_module_key',
  'google_kms_crypto_key',
  'google_kms_crypto_key_version',
  'oci_kms_key',
];

/** The KMS keys of the same stack that a key refers to, if nothing keeps Terraform from destroying them. */
function unprotectedKmsKeys({ attributes, stack }: RenderedResource): string[] {
  const { resource: reference } = attributes;
  if (typeof reference !== 'string' || isLiteral(reference)) return [];
  const addresses = kmsKeyTypes.flatMap(
    (type) => reference.match(new RegExp(`(?<![\\w.-])${type}\\.[\\w-]+`, 'g')) ?? [],
  );
  if (addresses.length === 0) return [];
  return stack.node.findAll().flatMap((construct) => {
    if (!TerraformResource.isTerraformResource(construct)) return [];
    if (!addresses.includes(`${construct.terraformResourceType}.${construct.friendlyUniqueId}`)) return [];
    const { lifecycle } = renderedAttributes(construct);
    if ((lifecycle as { prevent_destroy?: unknown } | undefined)?.prevent_destroy === true) return [];
    return [
      `The KMS key at "${ownerOf(construct).node.path}" can be destroyed by Terraform: then services and backups that are encrypted with it are lost. Set lifecycle: { preventDestroy: true } on it.`,
    ];
  });
}
