/** The package's version: the provider, the client's user agent and the CLI all show it. A test holds it to package.json. */
export const version = '0.1.0';
