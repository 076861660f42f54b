/** A project has one default key. Two resources with `default_cmk = true` would override each other at every apply. */

import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { cachePerSynth } from '../synth/cache-per-synth';
import { ownerOf, renderedAttributes } from '../synth/rendered-attributes';
import { isLiteral } from '../synth/validate-literal';

/** The first default key of each project. */
const defaultKeysOf = cachePerSynth((app) => {
  const first = new Map<string, IConstruct>();
  for (const construct of app.node.findAll()) {
    const project = projectOfDefaultKey(construct);
    if (project !== undefined && !first.has(project)) first.set(project, construct);
  }
  return first;
});

/**
 * Returns an error message if another `aiven_cmk` of the app is already the default key of the same project, otherwise
 * undefined. Compares literals only. Overrides count, because the rendered resources are compared.
 */
export function checkDefaultKey(resource: TerraformResource): string | undefined {
  const defaultKeys = defaultKeysOf(resource);
  const project = projectOfDefaultKey(resource);
  const first = project === undefined ? undefined : defaultKeys.get(project);
  if (first === undefined || first === resource) return undefined;
  return `The project "${project}" already has a default key in this app, at "${ownerOf(first).node.path}"; set defaultCmk: true on only one key of a project.`;
}

function projectOfDefaultKey(construct: IConstruct): string | undefined {
  if (!TerraformResource.isTerraformResource(construct) || construct.terraformResourceType !== 'aiven_cmk') {
    return undefined;
  }
  const { project, default_cmk: isDefault } = renderedAttributes(construct);
  return isDefault === true && typeof project === 'string' && isLiteral(project) ? project : undefined;
}
