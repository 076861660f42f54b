/** The files of a first app: one key, in CDKTF or in HCL. */

import { parseKeyReference } from '../../aiven';
import { quoteForTerraform, quoteHcl } from '../adopt/quote';
import { requiredProviders } from '../terraform/configuration';

export interface FirstKey {
  /** The Aiven project. */
  project: string;
  /** The key reference. */
  resource: string;
}

/** Contents by file name. */
export type Files = Readonly<Record<string, string>>;

const ignored = ['.terraform/', '*.tfstate', '*.tfstate.*'];

/** @throws Error when the name of the key is invalid */
export function cdktfFiles({ project, resource }: FirstKey): Files {
  const { cloud } = parseKeyReference(resource);
  return {
    'main.ts': `import { App, TerraformStack } from 'cdktf';
import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';

const app = new App();
const stack = new TerraformStack(app, 'byok');
new AivenProvider(stack, 'aiven', { enableBeta: true });
new CustomerManagedKey(stack, 'orders', {
  project: ${quoteForTerraform(project)},
  kmsKey: KmsKey.${cloud}(${quoteForTerraform(resource)}),
  defaultCmk: true,
});
app.synth();
`,
    'cdktf.json': `${JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'byok', sendCrashReports: 'false' }, null, 2)}\n`,
    '.gitignore': `${['node_modules/', 'cdktf.out/', ...ignored].join('\n')}\n`,
  };
}

/** @throws Error when the name of the key is invalid */
export function hclFiles({ project, resource }: FirstKey): Files {
  const { cloud } = parseKeyReference(resource);
  return {
    'main.tf': `${requiredProviders}
provider "aiven" {
  enable_beta = true
}

resource "aiven_cmk" "orders" {
  project      = ${quoteHcl(project)}
  cmk_provider = "${cloud}"
  resource     = ${quoteHcl(resource)}
  default_cmk  = true

  lifecycle {
    create_before_destroy = true
  }
}
`,
    '.gitignore': `${ignored.join('\n')}\n`,
  };
}
