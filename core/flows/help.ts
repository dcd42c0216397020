import type { PartnerKey } from '../partners.ts';
import { type Flow, go, inferred, screen } from './flow.ts';

/** What the IT contact helps with (FLOW-12); the first and the last are asked unprompted too. */
export const helpTopics = {
  'Which app to use': ['FLOW-12', 'FLOW-10', 'FLOW-09'],
  'Installing the app': ['FLOW-12'],
  'A failed installation': ['FLOW-12', 'FLOW-09'],
  'Detecting or averting a threat': ['FLOW-12'],
  'Removing the app': ['FLOW-12', 'FLOW-09'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The MTD apps that the article for users names as common, on both platforms (FLOW-11). */
export const commonApps: readonly PartnerKey[] = ['checkpoint', 'lookout', 'symantec', 'zimperium'];

/** Which app sends logs to IT, by platform (FLOW-09). */
export const logSenders = { android: 'Company Portal', ios: 'Microsoft Edge' } as const;

/** A failed installation and the way to IT. */
export const helpScreens = (platforms: readonly (keyof typeof logSenders)[]): Flow['screens'] => ({
  InstallFailed: screen('The store could not install the MTD app.', {
    'Try again': inferred(go('StoreInstall', ['FLOW-09'])),
    'Find the IT contact': go('ITContact', ['FLOW-09']),
    ...Object.fromEntries(
      platforms.map((platform) => [
        `Send logs from ${logSenders[platform]}`,
        go('LogsSent', ['FLOW-09']),
      ]),
    ),
  }),
  LogsSent: screen('IT has the logs of the app.', { Done: inferred(go('back', ['FLOW-09'])) }),
  ITContact: screen(
    "The Company Portal website has the contact of the organisation's IT.",
    Object.fromEntries(
      Object.entries(helpTopics).map(([topic, requirements]) => [topic, go('back', requirements)]),
    ),
  ),
});

/** Where the prompt names no MTD app (FLOW-10). */
export const unnamedScreens: Flow['screens'] = {
  NoAppNamed: screen('An MTD app is required; the prompt names none and leads to none.', {
    'Ask IT': go('ITContact', ['FLOW-10']),
    'Install what IT named': inferred(go('StoreInstall', ['FLOW-10'])),
  }),
};

/** The loop of FLOW-07 in the MTD app; `scanned` is the choice that ends it. */
export const threatScreens = (
  scanned: ReturnType<typeof go>,
  leaving: Readonly<Record<string, ReturnType<typeof go>>>,
): Flow['screens'] => ({
  MtdApp: screen('The MTD app lists the threats it found.', {
    'Read details': go('ThreatDetails', ['FLOW-07']),
    Scan: scanned,
    ...leaving,
  }),
  ThreatDetails: screen('How the threat can harm the device, and what to do about it.', {
    'Change the device': go('MtdApp', ['FLOW-07'], ['resolveThreat']),
  }),
});
