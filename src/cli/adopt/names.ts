/** Readable, unique names for adopted keys and services. */

import { type Cloud, type KeyReference, parseKeyReference } from '../../aiven';

const longest = 60;

/** Reduces text to lower-case letters, digits and hyphens. The result may be empty or begin with a digit. */
export function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{Mn}/gu, '');
  const parts = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return parts.join('-').slice(0, longest).replace(/-+$/, '');
}

/** Names a key after its KMS key. For a KMS that has only IDs: after the cloud, the region and a part of the ID. */
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

/** Turns "orders-eu" into "ordersEu". */
export function camelCase(name: string): string {
  return name.replace(/[-_]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Turns "orders-eu" into "orders_eu", the convention for labels in Terraform. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_');
}

/** Hands out each name once. A name that is taken gets a number: "orders", "orders-2". */
export class Names {
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  take(wanted: string, separator = '-'): string {
    let name = wanted;
    for (let number = 2; this.taken.has(name); number += 1) name = `${wanted}${separator}${number}`;
    this.taken.add(name);
    return name;
  }

  /** Returns one name for each wanted one, in order. A wanted name that is free stays as it is, even if a number would claim it. */
  takeAll(wanted: readonly string[], separator = '-'): string[] {
    const isFirst = wanted.map((name, index) => wanted.indexOf(name) === index && !this.taken.has(name));
    for (const [index, name] of wanted.entries()) if (isFirst[index]) this.taken.add(name);
    return wanted.map((name, index) => (isFirst[index] ? name : this.take(name, separator)));
  }
}
