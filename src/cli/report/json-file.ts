/** Reads the JSON files that `report` is given. */

import { parseUniqueJson } from '../../support/json-keys';
import { quote } from '../../support/quote';
import { readText } from '../../support/read-file';
import { systemReason } from '../../support/system-reason';
import { UsageError } from '../errors/cli-error';

/** @param option The option that names the file @throws UsageError if it cannot be read or is not JSON */
export function readJson(file: string, option: string): unknown {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    throw new UsageError(`Cannot read the ${option} file ${quote(file)}: ${systemReason(error)}.`);
  }
  try {
    return parseUniqueJson(text);
  } catch (error) {
    const problem = error instanceof SyntaxError ? `is not valid JSON: ${error.message}` : (error as Error).message;
    throw new UsageError(`The ${option} file ${quote(file)} ${problem}.`);
  }
}
