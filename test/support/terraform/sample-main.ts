/** The sample provider as a program: bundled and served to the real Terraform. */

import { serve } from '../../../src/plugin';
import { fileStore, sampleProvider } from './sample-provider';

void serve(sampleProvider(fileStore), { address: 'npm.invalid/test/sample', version: '0.1.0' });
