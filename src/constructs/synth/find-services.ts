/** Finds the services and bindings of an app, no matter which package their constructs come from. */

import { TerraformResource, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { AIVEN_MANAGED_CMK_ID, sameCmkId } from '../../aiven';
import { type Attributes, isSameText, renderedAttributes, type TerraformObject } from './rendered-attributes';

export const keyType = 'aiven_cmk';
export const bindingType = 'aiven_cmk_service_association';

/** A resource with its attributes in `cdk.tf.json`. */
export interface RenderedResource {
  readonly resource: TerraformObject;
  readonly stack: TerraformStack;
  readonly attributes: Attributes;
}

/** Finds all bindings below a construct. */
export function findBindings(scope: IConstruct): RenderedResource[] {
  return findResources(scope)
    .filter((resource) => resource.terraformResourceType === bindingType)
    .map(render);
}

/** Finds all services below a construct. */
export function findServices(scope: IConstruct): RenderedResource[] {
  return findResources(scope)
    .map(asService)
    .filter((service) => service !== undefined);
}

/** Returns the service that a construct is, or undefined. Of all `aiven_…` resources, only services have a `service_name` and a `plan`. */
export function asService(construct: IConstruct): RenderedResource | undefined {
  if (!TerraformResource.isTerraformResource(construct)) return undefined;
  if (!construct.terraformResourceType.startsWith('aiven_')) return undefined;
  const service = render(construct);
  return 'service_name' in service.attributes && 'plan' in service.attributes ? service : undefined;
}

/** Whether a binding is for this service: it refers to the service in the same stack, or both have the same project and name. */
export function isBindingOf(binding: RenderedResource, service: RenderedResource): boolean {
  const { terraformResourceType: type, friendlyUniqueId } = service.resource;
  const reference = `${'$'}{${type}.${friendlyUniqueId}.service_name}`;
  if (binding.attributes.service_name === reference && binding.stack === service.stack) return true;
  return isSameService(binding, service);
}

/** Whether two resources have the same project and service name. */
export function isSameService(one: RenderedResource, other: RenderedResource): boolean {
  const sameStack = one.stack === other.stack;
  return ['project', 'service_name'].every((name) =>
    isSameText(one.attributes[name], other.attributes[name], sameStack),
  );
}

/** What the attribute `cmk_id` encrypts a service with. An expression counts as a customer managed key. */
export function encryptionOf({ cmk_id: cmkId }: Attributes): 'customerManaged' | 'aivenManaged' | 'unset' {
  if (typeof cmkId !== 'string' || cmkId === '') return 'unset';
  return sameCmkId(cmkId, AIVEN_MANAGED_CMK_ID) ? 'aivenManaged' : 'customerManaged';
}

export function render(resource: TerraformObject): RenderedResource {
  return { resource, stack: resource.cdktfStack, attributes: renderedAttributes(resource) };
}

function findResources(scope: IConstruct): TerraformResource[] {
  return scope.node
    .findAll()
    .filter((found) => TerraformResource.isTerraformResource(found))
    .map((found) => found as TerraformResource);
}
