import { collectionAnswer, valueAnswer } from './answers.ts';
import type { GraphRoute } from './call.ts';
import { roles } from './roles.ts';

const empty = (path: string, declared: string, wanted: readonly string[]): GraphRoute => ({
  method: 'GET',
  path,
  roles: wanted,
  answer: (call) =>
    collectionAnswer(call, [], {
      declared,
      place: path,
      page: 1000,
      paging: 'skip',
      filterable: {},
    }),
});

/** Sets that tools read beside the others, of which a tenant here has nothing. */
export const emptySetRoutes: readonly GraphRoute[] = [
  empty(
    'deviceManagement/notificationMessageTemplates',
    'notificationMessageTemplate',
    roles.readService,
  ),
  empty('identity/conditionalAccess/namedLocations', 'namedLocation', roles.readAccess),
  empty('deviceAppManagement/managedAppStatuses', 'managedAppStatus', roles.readAppParts),
  {
    method: 'GET',
    path: 'deviceAppManagement/managedAppRegistrations/getUserIdsWithFlaggedAppRegistration()',
    roles: roles.readAppParts,
    answer: (call) => valueAnswer(call, 'Collection(Edm.String)', []),
  },
];
