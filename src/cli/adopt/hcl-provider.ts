/** Under which name the folder has our provider: imports never run under another one. */

import { isSameSource, providerSource } from '../../install';
import { version } from '../../version';
import { CliError } from '../errors/cli-error';
import type { HclFile } from './hcl-read';

/** A file beside the one that adopted things are written to. */
export interface Neighbour extends HclFile {
  name: string;
}

export interface ProviderName {
  /** The local name. */
  name: string;
  /** Whether it has to be said yet. */
  isNew: boolean;
}

const usual = 'aiven';
/** For folders where the official provider has the usual name. */
const beside = 'aiven-byok';

/** @throws CliError where the folder leaves no room for our provider, or where things of ours would run under another one. */
export function findProvider(file: string, own: HclFile, neighbours: readonly Neighbour[]): ProviderName {
  const speaker = neighbours.find(({ hasProviders }) => hasProviders);
  const providers = new Map([...own.providers, ...neighbours.flatMap((neighbour) => [...neighbour.providers])]);
  const other =
    providers.has(usual) && !isOurs(providers.get(usual)) ? (providers.get(usual) ?? 'hashicorp/aiven') : '';
  const ours = [...providers].filter(([, source]) => isOurs(source)).map(([name]) => name);
  const name = ours.includes(usual) ? usual : ours[0];
  if (name === undefined && (speaker !== undefined || own.hasProviders)) {
    const place = speaker?.name ?? file;
    const said = other === '' ? `does not name that of aiven-byok` : `says that ${usual} is "${other}"`;
    throw new CliError(
      `The required_providers of ${place} ${said}: nothing can be imported, since Terraform takes one such block a folder.`,
      `Add this to it: ${other === '' ? usual : beside} = { source = "${providerSource}" }`,
    );
  }
  // Where two files say it, Terraform stops by itself.
  const stray = own.resources.find(({ type, attributes }) => type.startsWith('aiven_') && !attributes.has('provider'));
  if (other !== '' && stray !== undefined) {
    throw new CliError(
      `${stray.type}.${stray.label} in ${file} would run under the provider "${other}", which is called ${usual} here.`,
      `Add this to it and its like: provider = ${name}`,
    );
  }
  return { name: name ?? usual, isNew: name === undefined };
}

const isOurs = (source: string | undefined) => source !== undefined && isSameSource(source, providerSource);

export const providerBlock = `
terraform {
  required_providers {
    ${usual} = {
      source  = "${providerSource}"
      version = "${version}"
    }
  }
}
`;

/** The line for a resource; undefined where Terraform finds the provider by the type. */
export const providerOf = ({ name }: ProviderName): string | undefined => (name === usual ? undefined : name);
