/** Licences of Defender that bring every mobile capability (LIC-02). */
export const defenderPlans: readonly string[] = [
  'Defender for Endpoint Plan 1',
  'Defender for Endpoint Plan 2',
];

/** From so many licences FastTrack offers its help, which decides nothing (PILOT-05). */
export const fastTrackLicences: number = 150;
