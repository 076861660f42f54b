/** Pretends that this process runs another version of Node.js. */
export async function onNode(version: string, use: () => Promise<void>): Promise<void> {
  const versions = Object.getOwnPropertyDescriptor(process, 'versions') ?? {};
  Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, node: version } });
  try {
    await use();
  } finally {
    Object.defineProperty(process, 'versions', versions);
  }
}
