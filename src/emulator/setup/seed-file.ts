/** Reads a seed from a JSON file. */

import { parseJson } from '../../support/json';
import { readText } from '../../support/read-file';
import type { Seed } from '../seed';
import { seedSchema } from './seed-schema';
import { validate } from './validate';

/** @throws Error that names the file if it cannot be read, is not JSON or is not a seed */
export function readSeedFile(path: string): Seed {
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new Error(`Cannot read the seed file "${path}": ${(error as Error).message}`);
  }
  let seed: unknown;
  try {
    seed = parseJson(text);
  } catch (error) {
    throw new Error(`The seed file "${path}" is not valid JSON: ${(error as Error).message}`);
  }
  return validate(seedSchema, seed, 'seed');
}
