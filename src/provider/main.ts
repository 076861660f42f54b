/** The provider's executable: what Terraform starts. */

import { serve } from '../plugin/server/serve';
import { providerSource } from '../provider-source';
import { version } from '../version';
import { schemaResponses } from './schema-responses';

/** Loaded by the first call that asks for more than schemas. By this path the build knows it (scripts/build/bundle.mjs). */
const load = () => (require('../provider/provider') as typeof import('./provider')).provider;

serve(load, { address: providerSource, version, schemaResponses });
