/** Cells that several tables of the HTML report have. */

import type { CoveredService, UsedCmk } from '../model';
import { categoryNames, categoryOf } from './category';
import { escapeHtml, idHtml, keyReferenceHtml } from './escape';
import { tag } from './table';

/** The coverage of a service and its exemption. */
export function coverageCell(service: CoveredService): string {
  const category = categoryOf(service);
  const name = `<span class="coverage of-${category}">${escapeHtml(categoryNames[category])}</span>`;
  const { exemption, coverage } = service;
  if (exemption === null || coverage !== 'unprotected') return name;
  const { expired, expires } = exemption;
  const day = `<small>${expired ? 'on' : 'until'} ${escapeHtml(expires)}</small>`;
  return expired ? `${name} ${tag('exemption expired', true)}${day}` : `${name}${day}`;
}

/** The key of a service. */
export function serviceKeyCell({ service, cmk }: CoveredService): string {
  if (service.cmkId === null) return '<span class="soft">Aiven-managed</span>';
  return `${cmk === null ? '' : keyReferenceHtml(cmk.keyReference)}${idHtml(service.cmkId)}`;
}

/** The status of a key, marked if services use a key that they should leave. */
export function statusCell({ cmk, supersededBy, services, heldBy }: UsedCmk): string {
  const isUsed = services.length + heldBy.length > 0;
  if (supersededBy !== null) return `${tag('superseded', isUsed)} by ${idHtml(supersededBy.cmkId)}`;
  return cmk.status === 'old' ? tag('old', isUsed) : escapeHtml(cmk.status ?? 'unknown');
}
