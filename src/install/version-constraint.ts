/** Terraform's version constraints: `~> 3.2`, `>= 1.0, != 1.4.0, < 2.0`, `3.2.4`. */

interface Version {
  /** Major, minor, patch. */
  numbers: readonly [number, number, number];
  /** How many of the three numbers the text has. */
  written: number;
  prerelease: string;
}

/**
 * Whether a version meets every part of a constraint. As in Terraform, a pre-release meets only an exact constraint.
 * @returns undefined when the version or a part of the constraint was not understood.
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function satisfies(version: string, constraint: string): boolean | undefined {
  const actual = parseVersion(version);
  if (actual === undefined) return undefined;
  const results = constraint.split(',').map((part) => meets(actual, part.trim()));
  return results.includes(undefined) ? undefined : results.every(Boolean);
}

function meets(actual: Version, part: string): boolean | undefined {
  const [, operator = '', text = ''] = /^(~>|>=|<=|!=|>|<|=|)\s*(\S+)$/.exec(part) ?? [];
  const wanted = parseVersion(text);
  if (wanted === undefined) return undefined;
  const order = compare(actual, wanted);
  const equal = order === 0 && actual.prerelease === wanted.prerelease;
  if (operator === '' || operator === '=') return equal;
  if (operator === '!=') return !equal;
  // How a range that starts at a pre-release is read differs between Terraform's own version libraries.
  if (wanted.prerelease !== '') return undefined;
  if (actual.prerelease !== '') return false;
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    default:
      return order >= 0 && sameUpTo(Math.max(1, wanted.written - 1), actual, wanted);
  }
}

/** Whether the first `count` numbers are equal. `~> 3.2` allows only the last given number to increase. */
function sameUpTo(count: number, actual: Version, wanted: Version): boolean {
  return actual.numbers.slice(0, count).join('.') === wanted.numbers.slice(0, count).join('.');
}

function compare(one: Version, other: Version): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text);
  if (match === null) return undefined;
  const numbers = match.slice(1, 4).filter((number) => number !== undefined);
  const [major = 0, minor = 0, patch = 0] = numbers.map(Number);
  return { numbers: [major, minor, patch], written: numbers.length, prerelease: match[4] ?? '' };
}
