/** Cells that several tables of the HTML report have. */

import { exemptionState, isUsed } from '../coverage';
import type { CoveredService, UsedCmk } from '../model';
import { categoryNames, categoryOf } from './category';
import { escapeHtml, idHtml, keyReferenceHtml } from './escape';
import { tag } from './table';

/** The coverage of a service and its exemption. */
export function coverageCell(service: CoveredService): string {
  const category = categoryOf(service);
  const name = `<span class="coverage of-${category}">${escapeHtml(categoryNames[category])}</span>`;
  const state = exemptionState(service);
  if (state === null || state === 'not_needed') return name;
  const isExpired = state === 'expired';
  const day = `<small>${isExpired ? 'on' : 'until'} ${escapeHtml(service.exemption?.expires ?? '')}</small>`;
  return isExpired ? `${name} ${tag('exemption expired', true)}${day}` : `${name}${day}`;
}

/** The key of a service. */
export function serviceKeyCell({ service, cmk }: CoveredService): string {
  if (service.cmkId === null) return '<span class="soft">Aiven-managed</span>';
  return `${cmk === null ? '' : keyReferenceHtml(cmk.keyReference)}${idHtml(service.cmkId)}`;
}

/** The status of a key, marked if services use a key that they should leave. */
export function statusCell(used: UsedCmk): string {
  const { cmk, supersededBy } = used;
  if (supersededBy !== null) return `${tag('superseded', isUsed(used))} by ${idHtml(supersededBy.cmkId)}`;
  return cmk.status === 'old' ? tag('old', isUsed(used)) : escapeHtml(cmk.status ?? 'unknown');
}
