/** Names for adopted keys and services: readable, the same at every run, and never twice. */

import { type Cloud, type KeyReference, parseKeyReference } from '../../aiven';

const longest = 60;

/** Lower-case letters, digits and hyphens, as near to the text as that comes. May be empty, and may begin with a digit. */
export function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{Mn}/gu, '');
  const parts = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return parts.join('-').slice(0, longest).replace(/-+$/, '');
}

/** What people call a key: its name in the KMS, or where its KMS has only ids, the region and the beginning of the id. */
export function nameOfKey({
  cloud,
  keyReference,
  cmkId,
}: {
  cloud: Cloud;
  keyReference: string;
  cmkId: string;
}): string {
  const name = slug(readableName(keyReference, cloud));
  if (name === '') return `key-${cmkId.slice(0, 8)}`;
  return /^\d/.test(name) ? `key-${name}` : name;
}

function readableName(keyReference: string, cloud: Cloud): string {
  let key: KeyReference;
  try {
    key = parseKeyReference(keyReference);
  } catch {
    return `${cloud} ${keyReference.split('/').at(-1)}`;
  }
  switch (key.cloud) {
    case 'aws':
      return `aws ${key.region} ${key.keyId.replace('mrk-', '').slice(0, 8)}`;
    case 'oci':
      return `oci ${key.region} ${keyReference.slice(-8)}`;
    case 'azure':
    case 'gcp':
      return key.key;
  }
}

/** `orders-eu` as `ordersEu`. */
export function camelCase(name: string): string {
  return name.replace(/[-_]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `orders-eu` as `orders_eu`, which is how Terraform configurations are written. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_');
}

/** Hands out names, each once. Names that are taken get a number: `orders`, `orders-2`. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  take(wanted: string, separator = '-'): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${wanted}${separator}${number}`;
    this.#taken.add(name);
    return name;
  }

  /** One name for each wanted one, in order; those that are wanted once get it as it is, whoever comes first. */
  takeAll(wanted: readonly string[], separator = '-'): string[] {
    const first = wanted.map((name, index) => wanted.indexOf(name) === index && !this.#taken.has(name));
    for (const [index, name] of wanted.entries()) if (first[index]) this.#taken.add(name);
    return wanted.map((name, index) => (first[index] ? name : this.take(name, separator)));
  }
}
