/** The provider construct: which provider a stack uses for Aiven, and its settings. */

import { Aspects, type IResolvable, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { checkApiUrl } from '../../aiven';
import { isSameSource, providerSource } from '../../install';
import { requireNode } from '../../support/node-version';
import { quote } from '../../support/quote';
import { version as ownVersion } from '../../version';
import { AivenProvider as GeneratedProvider } from '../l1/provider';
import { checkProvider } from '../synth/provider-checks';
import { registerProvider } from '../synth/provider-lookup';
import { otherConstructs } from '../synth/resource-checks';
import { isLiteral } from '../synth/validate-literal';
import { installAtSynth } from './installation';

export interface AivenProviderProps {
  /**
   * The API token. It is written to `cdk.tf.json`, so prefer the environment variable.
   * @default - the environment variable AIVEN_TOKEN
   */
  readonly apiToken?: string;
  /**
   * The URL of the API, http or https.
   * @default - the environment variable AIVEN_WEB_URL, otherwise https://api.aiven.io
   */
  readonly apiUrl?: string;
  /**
   * The beta flag, which `aiven_cmk` needs.
   * @default - on if the environment variable PROVIDER_AIVEN_ENABLE_BETA is set and neither empty nor `false`
   */
  readonly enableBeta?: boolean | IResolvable;
  /**
   * Whether Terraform stores passwords and URIs of services in its state. If `false`, they are null there; use `ServiceCredentials`
   * and `secretUserConfigWo`. Only this package's own provider supports this.
   * @default true
   */
  readonly storeCredentials?: boolean | IResolvable;
  /**
   * Whether to refuse every plan that takes a service off its customer managed key. Only this package's own provider supports this.
   * @default - on if the environment variable AIVEN_BYOK_FORBID_DETACH is set and neither empty nor `false`
   */
  readonly forbidDetach?: boolean | IResolvable;
  /**
   * An alias, for a second provider construct in the same stack.
   * @default - none; the provider of every resource that does not set another
   */
  readonly alias?: string;
  /**
   * The provider's local name in the stack. If the stack also uses the official provider, the two names must differ.
   * @default 'aiven'
   */
  readonly localName?: string;
  /**
   * The source address of the provider, such as `aiven/aiven` for the official one. With another provider, nothing is
   * installed at synth, and features that it lacks cannot be used.
   * @default - this package's own provider
   */
  readonly source?: string;
  /**
   * A version constraint for the provider. Only for a provider set by `source`.
   * @default - this package's version; `~> 4.58` for the official provider, the first version with all accessors
   */
  readonly version?: string;
  /**
   * The path of a standalone executable, which "aiven-byok provider build" makes. It is installed for the platform that it was built
   * for, on which the provider then needs no Node.js. Other platforms keep the script. If a stack has several of these constructs, set
   * it on the first one.
   * @default - the script, which needs Node.js wherever Terraform runs
   */
  readonly executable?: string;
}

const officialVersion = '~> 4.58';

/** The provider of a stack's Aiven resources. At synth it installs the provider in the stack's folder, so there is nothing else to install. */
export class AivenProvider extends GeneratedProvider {
  /**
   * The prop `enableBeta`. Kept here, because the official provider has no such argument.
   * @internal
   */
  readonly betaFlag: boolean | IResolvable | undefined;

  constructor(scope: Construct, id: string, props: AivenProviderProps = {}) {
    requireNode();
    const {
      localName = 'aiven',
      source = providerSource,
      enableBeta,
      apiUrl,
      storeCredentials,
      forbidDetach,
      ...others
    } = props;
    const { version, executable, ...common } = others;
    const ours = isSameSource(source, providerSource);
    const problem = checkProps(props, ours);
    if (problem !== undefined) throw new Error(problem);
    super(scope, id, ours ? { ...common, apiUrl, enableBeta, storeCredentials, forbidDetach } : common);
    this.betaFlag = enableBeta;

    // Sets both version and constraint, because the CDKTF CLI rejects a provider without a version.
    const constraint = version ?? (ours ? ownVersion : officialVersion);
    Object.assign(this, {
      terraformResourceType: localName,
      terraformProviderSource: source,
      terraformGeneratorMetadata: {
        providerName: 'aiven',
        providerVersion: constraint,
        providerVersionConstraint: constraint,
      },
    });

    registerProvider(this);
    if (ours) installAtSynth(this, { executable });
    Aspects.of(TerraformStack.of(this)).add(otherConstructs);
    this.node.addValidation({ validate: () => checkProvider(this) });
  }
}

function checkProps(props: AivenProviderProps, ours: boolean): string | undefined {
  const { localName, source, version, apiUrl, executable } = props;
  if (localName !== undefined && !/^[a-z][a-z0-9-]*$/.test(localName)) {
    return `${quote(localName)} is not a valid local name of a provider; expected lowercase letters, digits and hyphens, starting with a letter.`;
  }
  if (ours && version !== undefined && version !== ownVersion) {
    return `The version of this package's provider is "${ownVersion}", not ${quote(version)}; remove version, or set source to another provider.`;
  }
  if (ours && apiUrl !== undefined && isLiteral(apiUrl)) return checkApiUrl(apiUrl);
  if (!ours && apiUrl !== undefined) {
    return `apiUrl is set, but the provider "${source}" has no such argument; set the environment variable AIVEN_WEB_URL instead.`;
  }
  const unsupported = (['storeCredentials', 'forbidDetach'] as const).find(
    (name) => !ours && props[name] !== undefined,
  );
  if (unsupported !== undefined) {
    return `${unsupported} is set, but the provider "${source}" has no such argument; remove it, or use this package's own provider.`;
  }
  if (!ours && executable !== undefined) {
    return `executable is set, but the provider "${source}" is not installed at synth; remove it, or use this package's own provider.`;
  }
  return undefined;
}
