/** Where the portal shows what an admin looks for (REP-01). */
export const threatLevelReport = {
  report: 'Reports > Device compliance > Device compliance',
  column: 'Device threat level',
  /** It shows nothing before. */
  generatedFirst: true,
} as const;

/** Groups of the compliance dashboard, and the state of the devices in each (REP-02). */
export const dashboardGroups = {
  Compliant: 'compliant',
  'In-grace': 'inGracePeriod',
  'Not evaluated': 'unknown',
  'Not compliant': 'noncompliant',
} as const;
