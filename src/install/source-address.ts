/** Provider source addresses as a configuration writes them: the host and the namespace may be left out. */

const defaultHost = 'registry.terraform.io';

/** OpenTofu reads an address without a host, and the other default host, as one of its own. */
const defaultHosts = [defaultHost, 'registry.opentofu.org'];

/** The address in full, as the CDKTF CLI and Terraform understand it: `null` is `registry.terraform.io/hashicorp/null`. */
export function absoluteSource(source: string): string {
  const parts = source.toLowerCase().split('/');
  if (parts.length === 1) return `${defaultHost}/hashicorp/${source.toLowerCase()}`;
  if (parts.length === 2) return `${defaultHost}/${source.toLowerCase()}`;
  return source.toLowerCase();
}

/** Whether two addresses name one provider. The two public registries count as one: they name the same providers. */
export function isSameSource(one: string, other: string): boolean {
  return withoutDefaultHost(one) === withoutDefaultHost(other);
}

function withoutDefaultHost(source: string): string {
  const [host = '', ...rest] = absoluteSource(source).split('/');
  return defaultHosts.includes(host) ? rest.join('/') : [host, ...rest].join('/');
}
