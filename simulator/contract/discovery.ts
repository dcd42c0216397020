/**
 * The services of the partner side, by the names discovery gives them. They are Muster's own, and
 * compared without regard to case.
 */
export const providers = {
  tenant: { name: 'MtdTenantService', capability: 'tenant' },
  threat: { name: 'MtdThreatService', capability: 'threat' },
  appSync: { name: 'MtdAppSyncService', capability: 'appSync' },
} as const;
