import { type Html, html } from '../html.ts';

/** What the codes say that a plan brings no words for; by what stands before the stroke. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['user-not-licensed', 'the user has no licence'],
  ['not-in-contact', 'the device has not checked in for too long'],
  ['no-policy-assigned', 'no policy reaches the device, and the tenant takes that as noncompliant'],
  ['setting-error', 'a setting could not be judged'],
  ['setting-failed', 'a setting of the policy is not met'],
  ['os-below-partner-minimum', 'the system is older than the partner supports'],
  ['threat-above-limit', 'the partner reports a level above the limit'],
  ['risk-above-limit', 'Defender reports a risk above the limit'],
  ['risk-missing', 'a risk is asked for and Defender has given none'],
  ['scan-missing', 'no scan of the app has arrived, or none that still counts'],
  ['app-missing', 'the app is not on the device'],
  ['app-not-activated', 'the app is there and nobody has signed in to it'],
  ['app-misconfigured', 'the app lacks a permission or a setting it needs'],
  ['device-unresponsive', 'the partner has lost touch with the device'],
  ['partner-unresponsive', 'Intune has not heard of the partner for too long'],
  ['partner-data-missing', 'the partner has told nothing of the device'],
  ['no-partner-connected', 'no partner is connected for the platform'],
  ['device-not-registered', 'the device is not registered with Entra ID'],
  ['device-not-enrolled', 'the device is not enrolled'],
  ['device-not-evaluated', 'the device has no compliance state yet'],
  ['device-not-compliant', 'the device is not compliant'],
  ['broker-missing', 'the app that brings the registration is missing'],
  ['condition-failed', 'a condition of the app protection policy is not met'],
  ['app-protection-missing', 'the app is under no app protection policy'],
  ['app-protection-failing', 'the app protection policy does not let the app open'],
  ['blocked-by-policy', 'a Conditional Access policy blocks'],
  ['control-not-met', 'a control of Conditional Access is not met'],
  ['already-denied', 'access or compliance was gone already'],
  ['over-before', 'the threat was gone before anything was decided'],
  ['open-at-the-end', 'the run ended before anything was decided'],
  ['accepted', 'taken and used'],
  ['stale', 'older than what was known already, and left aside'],
  ['connector-unavailable', 'refused: the connector was not available'],
  ['connector-error', 'refused: the connector was in error'],
  ['connector-unknown', 'refused: the tenant has no such connector'],
  ['device-unknown', 'refused: the tenant has no such device'],
]);

type Words = Readonly<Record<string, string>>;

/** What a code means; null where nobody has said. */
export const meaningOf = (code: string, words: Words): string | null => {
  const told = new Map(Object.entries(words));
  const slug = code.replace(/\/.*$/, '');
  return told.get(code) ?? told.get(slug) ?? meanings.get(slug) ?? null;
};

/** A code with its meaning under it. */
export const meant = (code: string, words: Words): Html => {
  const meaning = meaningOf(code, words);
  return html`<code>${code}</code>${meaning === null ? null : html`<span class="meaning">${meaning}</span>`}`;
};
