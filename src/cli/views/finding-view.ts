/** Prints a finding: its label and name, what was found, and how to fix it. */

import type { CommandContext } from '../program/command';
import { pad, printable, wrap } from '../terminal/text';

/** A finding as text. */
export interface FindingView {
  /** How serious it is. */
  label: string;
  style: 'green' | 'yellow' | 'red' | 'dim';
  name: string;
  detail: string;
  /** Ways to fix it, one a line. */
  remedies: readonly string[];
}

/** @param widths Columns of the label and the name */
export function printFinding(
  { label, style, name, detail, remedies }: FindingView,
  widths: { label: number; name: number },
  output: CommandContext['output'],
): void {
  const indent = ' '.repeat(widths.label + 2);
  const columns = (output.width ?? Number.POSITIVE_INFINITY) - indent.length;
  const [first, ...rest] = wrap(`${pad(name, widths.name)}  ${printable(detail)}`, columns);
  output.data(`${output.paint(style, pad(label, widths.label))}  ${first}`);
  for (const line of rest) output.data(`${indent}${line}`);
  for (const remedy of remedies) {
    for (const line of wrap(`> ${printable(remedy)}`, columns)) output.data(`${indent}${line}`);
  }
}
