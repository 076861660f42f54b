/** The stacks of the fleet: one per team and project. */

/** Projects in which each team has a stack. @default 10 */
const projectCount = Number(process.env.FLEET_PROJECTS ?? 10);
const projects = Array.from({ length: projectCount }, (_, index) => `acme-${String(index + 1).padStart(2, '0')}`);
const teams = ['orders', 'payments'];

/** `name` is the name of the stack and of its PostgreSQL schema. */
export const fleet = projects.flatMap((project) =>
  teams.map((team) => ({ name: `${project}-${team}`, project, team })),
);
