/** The provider's Terraform source address. Nobody can register its host, so no other package can be downloaded in its place. */
export const providerSource = 'npm.invalid/aiven-byok/aiven';
