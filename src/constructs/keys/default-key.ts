/** A project has one default key: two that claim to be it would fight at every apply. */

import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isLiteral } from '../synth/literal';
import { oncePerSynth } from '../synth/once-per-synth';
import { attributesOf, ownerOf } from '../synth/rendered';

/** The first default key of each project. */
const defaultKeysOfApp = oncePerSynth((app) => {
  const first = new Map<string, IConstruct>();
  for (const construct of app.node.findAll()) {
    const project = projectOfDefault(construct);
    if (project !== undefined && !first.has(project)) first.set(project, construct);
  }
  return first;
});

/**
 * One sentence when an earlier `aiven_cmk` of the app claims to be the default of the same project, else undefined. Only
 * literals count; overrides do, because what is looked at is the rendered resource.
 */
export function checkDefaultKey(resource: TerraformResource): string | undefined {
  const defaultKeys = defaultKeysOfApp(resource);
  const project = projectOfDefault(resource);
  const first = project === undefined ? undefined : defaultKeys.get(project);
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
