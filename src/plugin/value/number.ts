/** Terraform's arbitrary-precision numbers, each as the simplest exact JavaScript value. */

import { Decimal } from './value';

/** Longest bigint in digits. Beyond it (`1e999999999`) a number stays text. Terraform itself keeps 512 bits. */
const MAX_DIGITS = 1000;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,15}))?$/;

/** A decimal number as sign, digits without zeros at either end, and power of ten: -1.50e3 is `-`, `15`, 2. */
interface Parts {
  sign: '' | '-';
  digits: string;
  exponent: number;
}

/**
 * Parses a decimal number: to a `number` where that is exact ("0.1" is 0.1, as usual in JavaScript), else to a `bigint`, else to a
 * `Decimal` in canonical form. Undefined when the text is not a number.
 */
export function parseNumber(text: string): number | bigint | Decimal | undefined {
  const parts = parseParts(text);
  if (parts === undefined) return undefined;
  const asNumber = Number(text);
  if (Number.isSafeInteger(asNumber) && parts.exponent >= 0) return asNumber === 0 ? 0 : asNumber;
  if (parts.exponent >= 0) {
    if (parts.digits.length + parts.exponent > MAX_DIGITS) return new Decimal(formatParts(parts));
    return BigInt(`${parts.sign}${parts.digits}${'0'.repeat(parts.exponent)}`);
  }
  const nearest = Number.isFinite(asNumber) ? parseParts(String(asNumber)) : undefined;
  if (nearest !== undefined && equalParts(parts, nearest)) return asNumber;
  return new Decimal(formatParts(parts));
}

/** Formats a number as decimal text, which Terraform reads without loss. Undefined for NaN and malformed text. */
export function formatNumber(value: number | bigint | Decimal): string | undefined {
  const text = String(value);
  return parseParts(text) === undefined ? undefined : text;
}

function parseParts(text: string): Parts | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = withoutTrailingZeros(significant);
  if (digits === '') return { sign: '', digits: '0', exponent: 0 };
  const exponent = Number(power) - fraction.length + significant.length - digits.length;
  return { sign: sign === '-' ? '-' : '', digits, exponent };
}

/** A loop, because a regular expression takes quadratic time on long runs of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function formatParts({ sign, digits, exponent }: Parts): string {
  if (exponent === 0) return `${sign}${digits}`;
  const point = digits.length + exponent;
  if (exponent > 0 || point < -MAX_DIGITS) return `${sign}${digits}e${exponent}`;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

function equalParts(left: Parts, right: Parts): boolean {
  return left.sign === right.sign && left.digits === right.digits && left.exponent === right.exponent;
}
