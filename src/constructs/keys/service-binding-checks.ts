/** A service has one key: two places in an app that set it would take the service from each other at every apply. */

import type { TerraformResource } from 'cdktf';
import { oncePerSynth } from '../synth/once-per-synth';
import { ownerOf } from '../synth/rendered';
import {
  bindingsBelow,
  isBindingOf,
  isSameService,
  meaningOfCmkId,
  type Rendered,
  servicesBelow,
} from '../synth/services-of-app';

const placesOfApp = oncePerSynth((app) => ({
  bindings: bindingsBelow(app),
  services: servicesBelow(app).filter(({ attributes }) => meaningOfCmkId(attributes) !== 'nothing'),
}));

/** The sentences about what else in the app sets the key of a binding's service; none when nothing does. */
export function checkBinding(resource: TerraformResource): string[] {
  const { bindings, services } = placesOfApp(resource);
  const binding = bindings.find((each) => each.resource === resource);
  if (binding === undefined) return [];
  const first = bindings.find((other) => other === binding || isSameService(binding, other));
  const service = services.find((other) => isBindingOf(binding, other));
  return [
    ...(first === undefined || first === binding ? [] : [alreadyBound(first)]),
    ...(service === undefined ? [] : [alreadySet(service)]),
  ];
}

const alreadyBound = ({ resource }: Rendered) =>
  `The service is already bound at ${ownerOf(resource).node.path}; a service has one key.`;

const alreadySet = ({ resource }: Rendered) =>
  `The key of the service is already set at ${ownerOf(resource).node.path}; a binding is for a service whose key nothing else sets: remove one of the two.`;
