/**
 * An app for an account that existed before it. `aiven-byok adopt --project acme-prod` generated `adopted.ts`. Calling it is all
 * that the app needs: the plan shows imports and no other change.
 */

import { AivenProvider } from 'aiven-byok';
import { App, TerraformStack } from 'cdktf';
import { adopt } from './adopted';

const app = new App();
const stack = new TerraformStack(app, 'adopt');
new AivenProvider(stack, 'aiven');
adopt(stack);

app.synth();
