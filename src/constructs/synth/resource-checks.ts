/** Checks of a resource against the other resources of the app. They apply to the constructs of any package. */

import { Annotations, type IAspect, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { type AppResources, appResources } from './app-resources';
import { encryptionOf, isBindingOf, isSameService, type RenderedResource } from './find-services';
import { ownerOf } from './rendered-attributes';
import { warningsAbout } from './resource-warnings';
import { isLiteral } from './validate-literal';

const checked = new WeakSet<IConstruct>();

/** Checks a resource at every synth. Calling it again has no effect. */
export function checkAgainstOthers(resource: TerraformResource): void {
  if (checked.has(resource)) return;
  checked.add(resource);
  ownerOf(resource).node.addValidation({ validate: () => checkResource(resource) });
}

/** Checks the resources of a stack that are not constructs of this package. */
export const otherConstructs: IAspect = {
  visit(construct) {
    if (!TerraformResource.isTerraformResource(construct)) return;
    if (construct.terraformResourceType.startsWith('aiven_')) checkAgainstOthers(construct);
  },
};

/** Returns an error message for each conflict, and adds the warnings. */
function checkResource(resource: TerraformResource): string[] {
  const app = appResources(resource);
  for (const warning of warningsAbout(resource, app)) warnOnce(ownerOf(resource), warning);
  const key = app.keys.find((each) => each.resource === resource);
  if (key !== undefined) return checkDefaultKey(key, app);
  const binding = app.bindings.find((each) => each.resource === resource);
  return binding === undefined ? [] : checkBinding(binding, app);
}

/** cdktf validates at every synth, and keeps the annotations of the earlier ones. */
function warnOnce(construct: IConstruct, warning: string): void {
  if (!construct.node.metadata.some(({ data }) => data === warning)) Annotations.of(construct).addWarning(warning);
}

/** A project has one default key. Two resources with `default_cmk = true` would override each other at every apply. */
function checkDefaultKey(key: RenderedResource, { keys }: AppResources): string[] {
  const project = projectOfDefaultKey(key);
  const first = project === undefined ? undefined : keys.find((other) => projectOfDefaultKey(other) === project);
  if (first === undefined || first === key) return [];
  return [
    `The project "${project}" already has a default key in this app, at "${ownerOf(first.resource).node.path}"; set defaultCmk: true on only one key of a project.`,
  ];
}

function projectOfDefaultKey({
  attributes: { project, default_cmk: isDefault },
}: RenderedResource): string | undefined {
  return isDefault === true && typeof project === 'string' && isLiteral(project) ? project : undefined;
}

/** A service has one key. Two resources of an app that set it would override each other at every apply. */
function checkBinding(binding: RenderedResource, { bindings, services }: AppResources): string[] {
  const first = bindings.find((other) => other === binding || isSameService(binding, other));
  const namesake = bindings.find((other) => other === binding || hasSameAddress(binding, other));
  const service = services.find((other) => encryptionOf(other.attributes) !== 'unset' && isBindingOf(binding, other));
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
