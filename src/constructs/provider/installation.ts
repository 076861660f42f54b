/** Installs the provider and writes the lock file in the stack's folder at synth, so that a deploy finds them there. */

import { join } from 'node:path';
import { Annotations, type TerraformProvider, TerraformStack } from 'cdktf';
import {
  type DroppedEntry,
  findProviderInstallation,
  installProvider,
  isSameSource,
  providerSource,
  requireNoLinks,
  writeLockFile,
} from '../../install';
import { aivenProviders, allProviders, isOurs } from '../synth/provider-lookup';

/** The part of cdktf's synthesis session that is used here. */
interface SynthesisSession {
  outdir: string;
  manifest: { forStack(stack: TerraformStack): { workingDirectory: string } };
}

/** The symbol that cdktf's asset construct uses: cdktf does not export the function that sets it. cdktn uses the same name. */
const customSynthesis = Symbol.for('cdktf/customSynthesis');

interface InstallationOptions {
  /** The path of a standalone executable. */
  executable: string | undefined;
}

/** Installs the provider whenever the stack of this provider construct is synthesized. */
export function installAtSynth(provider: TerraformProvider, options: InstallationOptions): void {
  Object.defineProperty(provider, customSynthesis, {
    value: { onSynthesize: (session: SynthesisSession) => install(provider, session, options) },
  });
}

function install(provider: TerraformProvider, session: SynthesisSession, { executable }: InstallationOptions): void {
  // With aliases, a stack has several provider constructs but needs only one installation.
  if (aivenProviders(provider).find(isOurs) !== provider) return;
  const stack = TerraformStack.of(provider);
  const folder = join(session.outdir, session.manifest.forStack(stack).workingDirectory);
  try {
    const plugins = join(folder, 'terraform.d', 'plugins');
    requireNoLinks(folder, [plugins]);
    const { hashes, version } = installProvider(plugins, { executable });
    const dropped = writeLockFile(folder, { own: { version, hashes }, others: otherProviders(stack) });
    for (const entry of dropped) warnAboutDroppedEntry(provider, entry);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`[${provider.node.path}] Could not install the provider in "${folder}": ${reason}`, {
      cause: error,
    });
  }
  warnAboutProviderInstallation(provider);
}

/** The version constraints of the stack's other providers by source, as `required_providers` will hold them. */
function otherProviders(stack: TerraformStack): Record<string, string> {
  const declared = allProviders(stack).map((provider) => provider.toTerraform().terraform.required_providers);
  const overrides = (stack as unknown as StackOverrides).rawOverrides.terraform?.required_providers;
  const required: RequiredProviders = {};
  for (const entries of [...declared, overrides ?? {}] as RequiredProviders[]) {
    for (const [name, entry] of Object.entries(entries)) required[name] = { ...required[name], ...entry };
  }
  const others: Record<string, string> = {};
  for (const [name, { source = name, version = '>= 0' }] of Object.entries(required)) {
    if (!isSameSource(source, providerSource)) others[source] = version;
  }
  return others;
}

interface RequiredProviders {
  [localName: string]: { source?: string; version?: string };
}

interface StackOverrides {
  rawOverrides: { terraform?: { required_providers?: RequiredProviders } };
}

function warnAboutDroppedEntry(provider: TerraformProvider, { source, version, constraints }: DroppedEntry): void {
  Annotations.of(provider).addWarning(
    `The lock file no longer pins provider "${source}": it had version "${version}", but the stack requires "${constraints.join(', ')}". The next "terraform init" selects a version and trusts what it downloads; check that change of the lock file.`,
  );
}

function warnAboutProviderInstallation(provider: TerraformProvider): void {
  const found = findProviderInstallation();
  if (found === undefined || found.servesOurs) return;
  Annotations.of(provider).addWarning(
    `The provider_installation block in "${found.file}" keeps Terraform from finding this provider in the stack's folder; run "npx aiven-byok provider install" and add the filesystem_mirror block that it prints to the provider_installation block.`,
  );
}
