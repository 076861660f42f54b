/**
 * Explains the output of a CDKTF CLI that did not start, because its native module is not compiled for the running Node.js.
 * @returns {string | undefined} a sentence; undefined for any other output
 */
export function explainCdktfCli(output) {
  if (!output.includes('pty.node')) return undefined;
  return `cdktf-cli 0.21 does not start on Node.js ${process.versions.node}: it has no prebuilt pty.node for it. Use Node.js 20 or 22.`;
}
