/** Reads a seed from a JSON file. */

import { readFileSync } from 'node:fs';
import { parseJson } from '../../support/json';
import type { Seed } from '../seed';
import { seedSchema } from './seed-schema';
import { validate } from './validate';

/** @throws Error that names the file if it cannot be read, is not JSON or is not a seed */
export function readSeedFile(path: string): Seed {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
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
