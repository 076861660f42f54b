/**
 * An account that was there before its Terraform. `adopted.ts` was written by `aiven-byok adopt --project acme-prod`, and this is
 * all that has to be added to an app: the plan has imports and nothing else.
 */

import { AivenProvider } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';
import { adopt } from './adopted';

const app = new App();
const stack = new TerraformStack(app, 'adopt');
new AivenProvider(stack, 'aiven');
adopt(stack);

app.synth();
