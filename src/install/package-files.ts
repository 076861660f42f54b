/** The files of a provider package, by platform. */

import { oldestNode } from '../version';

/** The platforms of the packages, as Terraform names them. */
export const platforms = [
  'linux_amd64',
  'linux_arm64',
  'darwin_amd64',
  'darwin_arm64',
  'windows_amd64',
  'windows_arm64',
] as const;

export type Platform = (typeof platforms)[number];

export interface PackageFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

export interface PackageContents {
  version: string;
  /** The provider as a script, which needs Node.js. */
  script: Uint8Array;
  /** Standalone executables, which replace the script on their platform. */
  executables?: ReadonlyMap<Platform, Uint8Array>;
}

/** Returns the files of a platform's package. The first one is what Terraform starts. */
export function packageFiles(platform: Platform, { version, script, executables }: PackageContents): PackageFile[] {
  const name = `terraform-provider-aiven_v${version}`;
  const executable = executables?.get(platform);
  const isWindows = platform.startsWith('windows_');
  if (executable !== undefined) return [{ name: isWindows ? `${name}.exe` : name, contents: executable }];
  if (!isWindows) return [{ name: `${name}.cjs`, contents: script }];
  // Terraform starts the first file whose name begins with "terraform-provider-aiven", so the script has another name.
  return [
    { name: `${name}.cmd`, contents: windowsLauncher },
    { name: windowsScript, contents: script },
  ];
}

/** The script's name in packages for Windows. */
export const windowsScript = 'provider.cjs';

/**
 * As on the other platforms, NODE_OPTIONS and NODE_DEBUG of the user do not reach the provider. Code 9009 is cmd's "command not found". Terraform
 * shows the first line of stdout, but misses it if the process exits right after it, so `ping` waits for five seconds.
 */
const windowsLauncher = Buffer.from(
  [
    '@echo off',
    'set NODE_OPTIONS=',
    'set NODE_DEBUG=',
    `node "%~dp0${windowsScript}" %*`,
    'if not %errorlevel% == 9009 exit /b %errorlevel%',
    `echo aiven-byok needs Node.js ${oldestNode} or later on the PATH of the machine that runs Terraform, or the standalone provider that "aiven-byok provider build" makes.`,
    'ping -n 6 127.0.0.1 >nul',
    'exit /b 1',
    '',
  ].join('\r\n'),
);
