/** The provider's executable: what Terraform starts. */

import { serve } from '../plugin/server/serve';
import { providerSource } from '../provider-source';
import { version } from '../version';
import { schemaResponses } from './schema-responses';

/** Loaded by the first call that needs more than the schemas. scripts/build/bundle.mjs knows it by this path. */
const load = () => {
  // undici parses HTTP in WebAssembly. V8 would spend 0.2 s of CPU time to optimize it, which no plan recovers.
  (require('node:v8') as typeof import('node:v8')).setFlagsFromString('--wasm-tiering-budget=1000000000');
  return (require('../provider/provider') as typeof import('./provider')).provider;
};

/** Loaded without the rest: Terraform starts a process in each phase only to call functions. */
const functions = () => (require('../provider/functions') as typeof import('./functions')).providerFunctions;

serve(load, { address: providerSource, version, schemaResponses, functions });
