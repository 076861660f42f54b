/** Converts disk space between configurations ("80GiB") and the API (MiB). */

const mebibytes: { readonly [unit: string]: number } = { M: 1, G: 1024, T: 1024 * 1024 };

/** MiB, or undefined when the text is not a size. `GiB`, `GB` and `G` are the same, as in the official provider. */
export function parseDiskSpace(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([MGT])(?:i?B)?$/i.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const size = Number(amount) * (mebibytes[unit.toUpperCase()] as number);
  return Number.isInteger(size) ? size : undefined;
}

/** In GiB if that is a whole number, otherwise in MiB. */
export function formatDiskSpace(size: number): string {
  return size % 1024 === 0 ? `${size / 1024}GiB` : `${size}MiB`;
}

export function checkDiskSpace(text: string): string | undefined {
  if (text === '' || parseDiskSpace(text) !== undefined) return undefined;
  return `"${text}" is not a disk size; expected a number and MiB, GiB or TiB, such as "80GiB".`;
}

export function sameDiskSpace(one: string, other: string): boolean {
  return one === other || (parseDiskSpace(one) !== undefined && parseDiskSpace(one) === parseDiskSpace(other));
}
