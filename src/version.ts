/** The package's version: the provider, the client's user agent and the CLI all show it. A test holds it to package.json. */
export const version = '0.1.0';

/** The oldest Node.js that the package runs on. A test holds it to package.json. */
export const oldestNode = '20.18.1';
