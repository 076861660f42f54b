/** A service has one key: two places in an app that set it would take the service from each other at every apply. */

import type { TerraformResource } from 'cdktf';
import { attributesOf, isSameText, ownerOf } from './rendered';
import { bindingsOfApp, isBindingOf, meaningOfCmkId, type Rendered, servicesBelow } from './services-of-app';

/** The sentences about what else in the app sets the key of a binding's service; none when nothing does. */
export function checkBinding(resource: TerraformResource): string[] {
  const binding = { resource, attributes: attributesOf(resource) };
  const earlier = bindingsOfApp(resource).find((other) => isSameService(binding, other));
  const service = servicesBelow(resource.node.root).find(
    (other) => isBindingOf(binding, other) && meaningOfCmkId(other.attributes) !== 'nothing',
  );
  return [
    ...(earlier === undefined || earlier.resource === resource ? [] : [alreadyBound(earlier)]),
    ...(service === undefined ? [] : [alreadySet(service)]),
  ];
}

function isSameService(one: Rendered, other: Rendered): boolean {
  const sameStack = one.resource.cdktfStack === other.resource.cdktfStack;
  return ['project', 'service_name'].every((name) =>
    isSameText(one.attributes[name], other.attributes[name], sameStack),
  );
}

const alreadyBound = ({ resource }: Rendered) =>
  `The service is already bound at ${ownerOf(resource).node.path}; a service has one key.`;

const alreadySet = ({ resource }: Rendered) =>
  `The key of the service is already set at ${ownerOf(resource).node.path}; a binding is for a service whose key nothing else sets: remove one of the two.`;
