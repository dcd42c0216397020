import { deviceRoutes } from './device/device-routes.ts';
import { graphRoutes } from './graph/routes.ts';
import { partnerRoutes } from './partner/partner-routes.ts';
import type { Surface } from './server.ts';

/** Every side of the service. */
export const surfaces: readonly Surface[] = [graphRoutes, partnerRoutes, deviceRoutes];
