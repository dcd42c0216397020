/** What Muster can show for a requirement, best first. */
export const statuses = {
  demonstrated:
    'a scenario, law or look-up that cites it fails once a known-bad variant of it takes over',
  exercised: 'a scenario that cites it runs and is met',
  labelled: 'documentary: there is no behaviour to observe',
  planned: 'not built yet',
  outside: 'not simulated, for the reason given',
} as const;

export type Status = keyof typeof statuses;

export const statusNames = Object.keys(statuses) as Status[];

/** The status that claims less. */
export const weaker = (a: Status, b: Status): Status =>
  statusNames.indexOf(a) >= statusNames.indexOf(b) ? a : b;
