/** The provider's executable: what Terraform starts. */

import { serve } from '../plugin';
import { version } from '../version';

/** Loaded while Terraform connects: the handshake does not wait for it. By this path the build knows it (scripts/build/bundle.mjs). */
const load = () => (require('../provider/provider') as typeof import('./provider')).provider;

serve(load, { address: 'npm.internal/aiven-byok/aiven', version });
