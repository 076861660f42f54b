/** Settings that every Aiven service has: plans and maintenance windows. */

import { quote } from '../../support/quote';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'never'];

/** Aiven's OpenAPI. */
const longestPlan = 128;

/** One sentence about what is wrong with the name of a service's plan, or undefined. Which plans there are, only Aiven knows. */
export function checkServicePlan(text: string): string | undefined {
  if (/^[A-Za-z0-9._-]+$/.test(text) && text.length <= longestPlan) return undefined;
  const form = `1 to ${longestPlan} letters, digits, hyphens, underscores and dots, such as startup-4`;
  return `${quote(text)} is not the name of a service plan; expected ${form}.`;
}

/** One sentence about what is wrong with the day of a maintenance window, or undefined. */
export function checkMaintenanceDay(text: string): string | undefined {
  if (days.includes(text)) return undefined;
  return `${quote(text)} is not a day for maintenance; expected one of ${days.join(', ')}.`;
}

/** One sentence about what is wrong with the time of a maintenance window, or undefined. */
export function checkMaintenanceTime(text: string): string | undefined {
  if (/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)) return undefined;
  return `${quote(text)} is not a time for maintenance; expected HH:MM:SS in UTC, such as 04:30:00.`;
}
