/** Settings that every Aiven service has: plan and maintenance window. */

import { quote, quoteList } from '../../support/quote';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'never'];

/** Aiven's OpenAPI description: docs/internals/api.md#sources. */
const longestPlan = 128;

/** Returns undefined for a possible plan name, otherwise an error message. Only Aiven knows which plans exist. */
export function checkServicePlan(text: string): string | undefined {
  if (/^[A-Za-z0-9._-]+$/.test(text) && text.length <= longestPlan) return undefined;
  const allowed = `1 to ${longestPlan} letters, digits, hyphens, underscores and dots, such as "startup-4"`;
  return `${quote(text)} is not a valid service plan; expected ${allowed}.`;
}

/** Returns undefined for a valid day of a maintenance window, otherwise an error message. */
export function checkMaintenanceDay(text: string): string | undefined {
  if (days.includes(text)) return undefined;
  return `${quote(text)} is not a maintenance day; expected one of ${quoteList(days)}.`;
}

/** Returns undefined for a valid start time of a maintenance window, otherwise an error message. */
export function checkMaintenanceTime(text: string): string | undefined {
  if (/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)) return undefined;
  return `${quote(text)} is not a maintenance time; expected HH:MM:SS in UTC, such as "04:30:00".`;
}
