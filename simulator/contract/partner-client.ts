import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import { objectId } from './object-id.ts';

/** The id of a partner's application: its well-known one, where there is one. */
export const partnerClientId = (partner: PartnerKey): string =>
  partnerOf(partner).connectorIds[0] ?? objectId('partner', 'client', partner);
