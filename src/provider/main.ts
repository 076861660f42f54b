/** The provider's executable: what Terraform starts. */

import { serve } from '../plugin';
import { version } from '../version';
import { provider } from './provider';

serve(provider, { address: 'npm.internal/aiven-byok/aiven', version });
