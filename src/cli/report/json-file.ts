/** Reads the JSON files that `report` is given. */

import { quote } from '../../support/quote';
import { readText } from '../../support/read-file';
import { UsageError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';

/** @param option The option that names the file @throws UsageError if it cannot be read or is not JSON */
export function readJson(file: string, option: string): unknown {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    throw new UsageError(`Cannot read the ${option} file ${quote(file)}: ${systemReason(error)}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`The ${option} file ${quote(file)} is not valid JSON: ${(error as Error).message}.`);
  }
}
