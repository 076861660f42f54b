import { checkMaintenanceDay, checkMaintenanceTime, checkServicePlan } from '../../../src/aiven';

test.each(['startup-4', 'business-8', 'free-1-0.5gb', 'custom_plan', 'x'.repeat(128)])('%s is a valid plan', (plan) => {
  expect(checkServicePlan(plan)).toBeUndefined();
});

test.each(['', 'startup 4', 'startup/4', 'x'.repeat(129)])('%j is not a valid plan', (plan) => {
  expect(checkServicePlan(plan)).toMatch(/is not a valid service plan; expected 1 to 128 .* such as "startup-4"\.$/);
});

test.each(['monday', 'sunday', 'never'])('%s is a maintenance day', (day) => {
  expect(checkMaintenanceDay(day)).toBeUndefined();
});

test('any other day is rejected with the list of days', () => {
  expect(checkMaintenanceDay('Monday')).toBe(
    '"Monday" is not a maintenance day; expected one of "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "never".',
  );
});

test.each(['00:00:00', '23:59:59', '04:30:00'])('%s is a maintenance time', (time) => {
  expect(checkMaintenanceTime(time)).toBeUndefined();
});

test.each(['4:30:00', '24:00:00', '04:30', '04:60:00', '04:30:00Z', ''])('%j is not a maintenance time', (time) => {
  expect(checkMaintenanceTime(time)).toBe(
    `${JSON.stringify(time)} is not a maintenance time; expected HH:MM:SS in UTC, such as "04:30:00".`,
  );
});
