/** The services and bindings of an app, whoever made their constructs: this package, the official provider's, or somebody's own. */

import { TerraformResource, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { AIVEN_MANAGED_CMK_ID, sameCmkId } from '../../aiven';
import { type Attributes, attributesOf, isSameText } from './rendered';

const bindingType = 'aiven_cmk_service_association';

/** A resource and what it will be in `cdk.tf.json`. */
export interface Rendered {
  readonly resource: TerraformResource;
  readonly stack: TerraformStack;
  readonly attributes: Attributes;
}

/** All bindings below a construct. */
export function bindingsBelow(construct: IConstruct): Rendered[] {
  return resources(construct)
    .filter((resource) => resource.terraformResourceType === bindingType)
    .map(rendered);
}

/** All services below a construct. */
export function servicesBelow(construct: IConstruct): Rendered[] {
  return resources(construct)
    .map(renderedService)
    .filter((service) => service !== undefined);
}

/** A construct as a service, or undefined when it is none. Services are all `aiven_…` with a name and a plan: nothing else of Aiven has both. */
export function renderedService(construct: IConstruct): Rendered | undefined {
  if (!TerraformResource.isTerraformResource(construct)) return undefined;
  if (!construct.terraformResourceType.startsWith('aiven_')) return undefined;
  const service = rendered(construct);
  return 'service_name' in service.attributes && 'plan' in service.attributes ? service : undefined;
}

/** Whether a binding is about this service: it refers to the name of a service in its own stack, or both write the same project and name. */
export function isBindingOf(binding: Rendered, service: Rendered): boolean {
  const { terraformResourceType: type, friendlyUniqueId } = service.resource;
  const reference = `${'$'}{${type}.${friendlyUniqueId}.service_name}`;
  if (binding.attributes.service_name === reference && binding.stack === service.stack) return true;
  return isSameService(binding, service);
}

/** Whether two write the same project and name of a service. */
export function isSameService(one: Rendered, other: Rendered): boolean {
  const sameStack = one.stack === other.stack;
  return ['project', 'service_name'].every((name) =>
    isSameText(one.attributes[name], other.attributes[name], sameStack),
  );
}

/** What a `cmk_id` stands for. An expression is taken for a key. */
export function meaningOfCmkId({ cmk_id: cmkId }: Attributes): 'key' | 'Aiven-managed keys' | 'nothing' {
  if (typeof cmkId !== 'string' || cmkId === '') return 'nothing';
  return sameCmkId(cmkId, AIVEN_MANAGED_CMK_ID) ? 'Aiven-managed keys' : 'key';
}

function rendered(resource: TerraformResource): Rendered {
  return { resource, stack: resource.cdktfStack, attributes: attributesOf(resource) };
}

function resources(construct: IConstruct): TerraformResource[] {
  return construct.node
    .findAll()
    .filter((found) => TerraformResource.isTerraformResource(found))
    .map((found) => found as TerraformResource);
}
