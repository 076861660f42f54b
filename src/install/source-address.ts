/** Provider source addresses, in which the host and the namespace may be left out. */

const defaultHost = 'registry.terraform.io';

/** OpenTofu has its own default host and treats the other one as the same. */
const defaultHosts = [defaultHost, 'registry.opentofu.org'];

/** The full address, as the CDKTF CLI and Terraform resolve it: `null` is `registry.terraform.io/hashicorp/null`. */
export function absoluteSource(source: string): string {
  const parts = source.toLowerCase().split('/');
  if (parts.length === 1) return `${defaultHost}/hashicorp/${source.toLowerCase()}`;
  if (parts.length === 2) return `${defaultHost}/${source.toLowerCase()}`;
  return source.toLowerCase();
}

/** Whether two addresses are of the same provider. The two public registries count as equal, because they have the same providers. */
export function isSameSource(one: string, other: string): boolean {
  return withoutDefaultHost(one) === withoutDefaultHost(other);
}

function withoutDefaultHost(source: string): string {
  const [host = '', ...rest] = absoluteSource(source).split('/');
  return defaultHosts.includes(host) ? rest.join('/') : [host, ...rest].join('/');
}
