/** A project has one default key: two that claim to be it would fight at every apply. */

import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isLiteral } from './literal';
import { attributesOf, ownerOf } from './rendered';

/**
 * One sentence when an earlier `aiven_cmk` of the app claims to be the default of the same project, else undefined. Only
 * literals count; overrides do, because what is looked at is the rendered resource.
 */
export function checkDefaultKey(resource: TerraformResource): string | undefined {
  const project = projectOfDefault(resource);
  if (project === undefined) return undefined;
  const first = resource.node.root.node.findAll().find((other) => projectOfDefault(other) === project);
  if (first === undefined || first === resource) return undefined;
  return `The project "${project}" already has a default key in this app, ${ownerOf(first).node.path}; set defaultCmk: true on one key of a project only.`;
}

function projectOfDefault(construct: IConstruct): string | undefined {
  if (!TerraformResource.isTerraformResource(construct) || construct.terraformResourceType !== 'aiven_cmk') {
    return undefined;
  }
  const { project, default_cmk: isDefault } = attributesOf(construct);
  return isDefault === true && typeof project === 'string' && isLiteral(project) ? project : undefined;
}
