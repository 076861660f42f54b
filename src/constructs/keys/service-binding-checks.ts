/** A service has one key. Two resources of an app that set it would override each other at every apply. */

import type { TerraformResource } from 'cdktf';
import { cachePerSynth } from '../synth/cache-per-synth';
import {
  encryptionOf,
  findBindings,
  findServices,
  isBindingOf,
  isSameService,
  type RenderedResource,
} from '../synth/find-services';
import { ownerOf } from '../synth/rendered-attributes';

const resourcesWithKey = cachePerSynth((app) => ({
  bindings: findBindings(app),
  services: findServices(app).filter(({ attributes }) => encryptionOf(attributes) !== 'unset'),
}));

/** Returns an error message for each other resource of the app that sets the key of a binding's service. */
export function checkBinding(resource: TerraformResource): string[] {
  const { bindings, services } = resourcesWithKey(resource);
  const binding = bindings.find((each) => each.resource === resource);
  if (binding === undefined) return [];
  const first = bindings.find((other) => other === binding || isSameService(binding, other));
  const namesake = bindings.find((other) => other === binding || hasSameAddress(binding, other));
  const service = services.find((other) => isBindingOf(binding, other));
  return [
    ...(first === undefined || first === binding ? [] : [alreadyBound(first)]),
    ...(namesake === undefined || namesake === binding || namesake === first ? [] : [addressTaken(namesake)]),
    ...(service === undefined ? [] : [keyAlreadySet(service)]),
  ];
}

/** cdktf would merge the two resources into one without an error. */
function hasSameAddress(one: RenderedResource, other: RenderedResource): boolean {
  return one.stack === other.stack && one.resource.friendlyUniqueId === other.resource.friendlyUniqueId;
}

const addressTaken = ({ resource }: RenderedResource) =>
  `The Terraform address "${resource.terraformResourceType}.${resource.friendlyUniqueId}" is already used at "${ownerOf(resource).node.path}"; set another id: key.protect(name, { id: '…' }).`;

const alreadyBound = ({ resource }: RenderedResource) =>
  `The service already has a binding at "${ownerOf(resource).node.path}"; a service has only one key: remove one of the two.`;

const keyAlreadySet = ({ resource }: RenderedResource) =>
  `The key of the service is already set at "${ownerOf(resource).node.path}"; a binding is only for a service whose key nothing else sets: remove one of the two.`;
