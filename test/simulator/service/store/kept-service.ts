import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createService, type Service } from '../../../../simulator/service/server.ts';
import { isStoreFailure } from '../../../../simulator/service/store/failure.ts';
import {
  openStore,
  type Restored,
  type Store,
  type StoreOptions,
} from '../../../../simulator/service/store/store.ts';
import { surfaces } from '../../../../simulator/service/surfaces.ts';
import type { ServedTenant } from '../../../../simulator/service/tenants.ts';
import { signingKey } from '../signing-key.ts';

export interface KeptService extends Service {
  readonly store: Store;
  readonly restored: Restored;
}

/** A folder of its own that is gone after the test; it has a space in its name. */
export const ownFolder = (): string => {
  const parent = mkdtempSync(join(tmpdir(), 'muster store '));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
};

/** A service whose tenants are kept in a folder. */
export const keptService = async (
  folder: string,
  options: StoreOptions = {},
): Promise<KeptService> => {
  const store = await openStore(folder, options);
  if (isStoreFailure(store)) throw new Error(store.message);
  const service = await createService({ signingKey, surfaces, store });
  const restored = await store.restore(service.context.tenants);
  if (isStoreFailure(restored)) throw new Error(restored.message);
  return { ...service, store, restored };
};

/** The folder as a process that is killed now leaves it. */
export const asKilledNow = (folder: string): string => {
  const copy = ownFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
};

/** Everything there is of a tenant, but how its clock relates to the machine's. */
export const everythingOf = (tenant: ServedTenant): object => {
  tenant.world();
  const { clock, shelves, ...rest } = tenant.save();
  return structuredClone({
    ...rest,
    settings: clock.settings,
    shelves: Object.fromEntries(shelves),
  });
};
