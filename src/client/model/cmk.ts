/** A CMK as the client returns it, and how it is read from a response. */

import { type Cloud, cloudOf, isCloud, isCmkId, normalizeCmkId } from '../../aiven';
import type { Reader } from '../call/reader';

/** Any other status is returned as received. */
export type CmkStatus = 'current' | 'old' | 'deleted' | (string & {});
export interface Cmk {
  /** In lower case. */
  cmkId: string;
  cloud: Cloud;
  keyReference: string;
  defaultCmk: boolean;
  /** Null when the response omits it: the OpenAPI declares it on create only. */
  status: CmkStatus | null;
  /** RFC 3339, as received. */
  createdAt: string;
  updatedAt: string;
}

export interface CmkCreate {
  cloud: Cloud;
  keyReference: string;
  /** @default Aiven decides */
  defaultCmk?: boolean;
}

/** @throws ContractViolation */
export function readCmk(cmk: Reader): Cmk {
  const id = cmk.string('id');
  if (!isCmkId(id)) throw cmk.violation('id', 'a UUID', id);
  const keyReference = cmk.string('resource');
  // The OpenAPI declares `provider` on create only; elsewhere the form of the key reference tells it.
  const cloud = cmk.optionalString('provider') ?? cloudOf(keyReference);
  if (!isCloud(cloud)) throw cmk.violation('provider', 'aws, azure, gcp or oci', cloud);
  return {
    cmkId: normalizeCmkId(id),
    cloud,
    keyReference,
    defaultCmk: cmk.boolean('default_cmk'),
    status: cmk.optionalString('status'),
    createdAt: cmk.string('created_at'),
    updatedAt: cmk.string('updated_at'),
  };
}

/** Rejects a response about another key than the requested one. @throws ContractViolation */
export function requireSame<T extends { cmkId: string }>(answer: Reader, cmk: T, cmkId: string): T {
  if (cmk.cmkId === normalizeCmkId(cmkId)) return cmk;
  throw answer.violation('cmk.id', 'the requested ID', cmk.cmkId);
}
