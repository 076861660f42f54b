/** The provider's executable: what Terraform starts. */

import { setFlagsFromString } from 'node:v8';
import { serve } from '../plugin';
import { version } from '../version';
import { provider } from './provider';

// undici parses HTTP in WebAssembly. Optimizing that in the background keeps a process of some milliseconds from ending: measured
// 90 ms and more at exit, at each of Terraform's launches that asked Aiven something.
setFlagsFromString('--liftoff-only');

serve(provider, { address: 'npm.internal/aiven-byok/aiven', version });
