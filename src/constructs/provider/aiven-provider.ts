/** The provider construct: which provider a stack uses for Aiven, and how it signs in. */

import type { IResolvable } from 'cdktf';
import type { Construct } from 'constructs';
import { isSameSource, providerSource } from '../../install';
import { version as ownVersion } from '../../version';
import { AivenProvider as GeneratedProvider } from '../l1/provider';
import { isLiteral } from '../synth/literal';
import { checkProvider } from '../synth/provider-checks';
import { registerProvider } from '../synth/provider-lookup';
import { installAtSynth } from './installation';

export interface AivenProviderProps {
  /**
   * The API token. It ends up in `cdk.tf.json`: better leave it to the environment.
   * @default - the environment variable AIVEN_TOKEN
   */
  readonly apiToken?: string;
  /**
   * The address of the API.
   * @default - the environment variable AIVEN_WEB_URL, else Aiven's own
   */
  readonly apiUrl?: string;
  /**
   * Whether resources in beta (`aiven_cmk`) may be used.
   * @default - on when the environment variable PROVIDER_AIVEN_ENABLE_BETA is set, and neither empty nor `false`
   */
  readonly enableBeta?: boolean | IResolvable;
  /**
   * An alias, for a second provider construct in one stack.
   * @default - none: the provider of every resource that names no other
   */
  readonly alias?: string;
  /**
   * The provider's local name in the stack. Has to differ from that of the official provider when both are used.
   * @default 'aiven'
   */
  readonly localName?: string;
  /**
   * The source address of the provider to use: `aiven/aiven` stands for the official one. Then nothing is installed at
   * synth, and what that provider lacks cannot be used.
   * @default - this package's own provider
   */
  readonly source?: string;
  /**
   * A version constraint for the provider that `source` names.
   * @default - this package's version; `~> 4.58` for the official provider, the first that has all accessors
   */
  readonly version?: string;
}

const officialVersion = '~> 4.58';

/**
 * Provider of a stack's Aiven resources. At synth it puts the provider itself into the stack's folder: nothing else has to
 * be installed.
 */
export class AivenProvider extends GeneratedProvider {
  /** The beta flag as given here; the official provider knows none. */
  readonly betaFlag: boolean | IResolvable | undefined;

  constructor(scope: Construct, id: string, props: AivenProviderProps = {}) {
    const { localName = 'aiven', source = providerSource, enableBeta, apiUrl, version, ...common } = props;
    const ours = isSameSource(source, providerSource);
    const problem = checkProps(props, ours);
    if (problem !== undefined) throw new Error(problem);
    super(scope, id, ours ? { ...common, apiUrl, enableBeta } : common);
    this.betaFlag = enableBeta;

    // Always version and constraint: the CDKTF CLI refuses a provider without a version.
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
    if (ours) installAtSynth(this);
    this.node.addValidation({ validate: () => checkProvider(this) });
  }
}

function checkProps({ localName, source, version, apiUrl }: AivenProviderProps, ours: boolean): string | undefined {
  if (localName !== undefined && !/^[a-z][a-z0-9-]*$/.test(localName)) {
    return `"${localName}" cannot be the local name of a provider; expected lower-case letters, digits and hyphens, a letter first.`;
  }
  if (ours && version !== undefined && version !== ownVersion) {
    return `The version of this package's provider is ${ownVersion}, not "${version}"; leave version out, or set source to another provider.`;
  }
  if (ours && apiUrl !== undefined && isLiteral(apiUrl)) return checkApiUrl(apiUrl);
  if (!ours && apiUrl !== undefined) {
    const got = isLiteral(apiUrl) ? `"${apiUrl}"` : 'an expression';
    return `apiUrl is ${got}, but the provider ${source} takes no address; set the environment variable AIVEN_WEB_URL instead.`;
  }
  return undefined;
}

/** The provider's own rule for `api_url`. */
function checkApiUrl(text: string): string | undefined {
  const { protocol = '', username, password, search, hash, pathname = '' } = URL.canParse(text) ? new URL(text) : {};
  // Not shown: the password would be.
  if (username || password) return 'apiUrl holds a user or a password; expected an address without them.';
  if (/^https?:$/.test(protocol) && !search && !hash && !/\/v1\/*$/.test(pathname)) return undefined;
  return `apiUrl is "${text}"; expected the address of an Aiven API, such as "https://api.aiven.io", without query and /v1.`;
}
