import type { InventoryChange } from '../../../core/inventories.ts';
import {
  type Choice,
  type NamedValue,
  nullable,
  object,
  optional,
  record,
  required,
} from '../../source/collection.ts';
import {
  appId,
  commonName,
  installedApp,
  installedCertificate,
} from '../../tenant/inventory-entry.ts';
import { knownDevice } from '../timeline-state.ts';
import { type Act, deviceName, verb } from './verb.ts';

const fields = {
  device: required(deviceName, 'The device.'),
  apps: optional(
    record('app ids to apps', appId, nullable(installedApp)),
    'Apps by app id, each as it now is; `~` for one that is gone. Others stay as they are.',
  ),
  certificates: optional(
    record('common names to certificates', commonName, nullable(installedCertificate)),
    'Certificates by common name, likewise.',
  ),
};

const changeOf = <T>(
  entries: readonly NamedValue<{ readonly value: T | null }>[],
): InventoryChange<T> =>
  Object.fromEntries(
    entries.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value.value]])),
  );

/** What is on a device, apart from its MTD app. */
export const inventoryVerbs: Readonly<Record<string, Choice<Act>>> = {
  setInventory: verb(
    'Apps or certificates come onto the device, change or go; the next check-in tells Intune.',
    object('a device', fields),
    ({ device, apps, certificates }, state) => {
      if (!knownDevice(state, device)) return undefined;
      return {
        do: 'setInventory',
        device: device.value,
        ...(apps !== undefined && { apps: changeOf(apps) }),
        ...(certificates !== undefined && { certificates: changeOf(certificates) }),
      };
    },
  ),
};
