/** The services and bindings of an app, whoever made their constructs: this package, the official provider's, or somebody's own. */

import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { AIVEN_MANAGED_CMK_ID, sameCmkId } from '../cmk';
import { type Attributes, attributesOf, isSameText } from './rendered';

const bindingType = 'aiven_cmk_service_association';

/** A resource and what it will be in `cdk.tf.json`. */
export interface Rendered {
  readonly resource: TerraformResource;
  readonly attributes: Attributes;
}

/** All bindings of the app that a construct is in. */
export function bindingsOfApp(construct: IConstruct): Rendered[] {
  return resources(construct.node.root)
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

/** Whether a binding is about this service: it refers to the service's name, or both write the same project and name. */
export function isBindingOf(binding: Rendered, { resource, attributes }: Rendered): boolean {
  const sameStack = binding.resource.cdktfStack === resource.cdktfStack;
  const name = `${'$'}{${resource.terraformResourceType}.${resource.friendlyUniqueId}.service_name}`;
  if (sameStack && binding.attributes.service_name === name) return true;
  return ['project', 'service_name'].every((attribute) =>
    isSameText(binding.attributes[attribute], attributes[attribute], sameStack),
  );
}

/** What a `cmk_id` stands for. An expression is taken for a key. */
export function meaningOfCmkId({ cmk_id: cmkId }: Attributes): 'key' | 'Aiven-managed keys' | 'nothing' {
  if (typeof cmkId !== 'string' || cmkId === '') return 'nothing';
  return sameCmkId(cmkId, AIVEN_MANAGED_CMK_ID) ? 'Aiven-managed keys' : 'key';
}

function rendered(resource: TerraformResource): Rendered {
  return { resource, attributes: attributesOf(resource) };
}

function resources(construct: IConstruct): TerraformResource[] {
  return construct.node
    .findAll()
    .filter((found) => TerraformResource.isTerraformResource(found))
    .map((found) => found as TerraformResource);
}
