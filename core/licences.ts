import { partnerKeys, partnerOf } from './partners.ts';

export interface Licences {
  readonly entra: string;
  readonly intune: string;
  /** Besides the subscription of the vendor. */
  readonly besides: string | null;
}

const usual: Licences = { entra: 'Entra ID P1', intune: 'Intune Plan 1', besides: null };

/** What a tenant has to own before a partner can be set up, as the partner's page lists it. */
export const licences: Readonly<Record<string, Licences>> = Object.fromEntries(
  partnerKeys.map((partner) => [partner, { ...usual, ...partnerOf(partner).licences }]),
);
