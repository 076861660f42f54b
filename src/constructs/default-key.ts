/** A project has one default key: two that claim to be it would fight at every apply. */

import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isLiteral } from './literal';

interface KeyAttributes {
  project?: unknown;
  default_cmk?: unknown;
}

/**
 * One sentence when an earlier `aiven_cmk` of the app claims to be the default of the same project, else undefined. Only
 * literals count; overrides do, because what is looked at is the rendered resource.
 */
export function checkDefaultKey(resource: TerraformResource): string | undefined {
  const project = projectOfDefault(resource);
  if (project === undefined) return undefined;
  const first = resource.node.root.node.findAll().find((other) => projectOfDefault(other) === project);
  if (first === undefined || first === resource) return undefined;
  return `The project "${project}" already has a default key in this app, ${pathOf(first)}; set defaultCmk: true on one key of a project only.`;
}

function projectOfDefault(construct: IConstruct): string | undefined {
  if (!TerraformResource.isTerraformResource(construct) || construct.terraformResourceType !== 'aiven_cmk')
    return undefined;
  const [attributes] = Object.values(
    (construct.toTerraform().resource?.aiven_cmk ?? {}) as Record<string, KeyAttributes>,
  );
  const project = attributes?.project;
  return attributes?.default_cmk === true && typeof project === 'string' && isLiteral(project) ? project : undefined;
}

/** The construct that a person wrote: `Resource` is only how ours call their L1. */
const pathOf = ({ node }: IConstruct) => (node.id === 'Resource' && node.scope ? node.scope.node.path : node.path);
