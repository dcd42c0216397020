import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shelves } from '../../../../simulator/service/shelves.ts';
import { storeFormat } from '../../../../simulator/service/store/label.ts';
import { createTenants } from '../../../../simulator/service/tenants.ts';
import { tenantOf, tenantText } from '../partner/stand.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
const service = join(root, 'simulator', 'service');

const savedTenant = () => {
  const clock = { mode: 'stepped', factor: 1 } as const;
  const tenant = tenantOf(tenantText);
  return createTenants().add({ id: randomUUID(), name: 'kept', tenant, start: 0, clock }).save();
};

describe('what a store keeps', () => {
  it('has every shelf of every surface in it', () => {
    const found = readdirSync(service, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(service, name), 'utf8').matchAll(
          /: Shelf<[^=]*= \{\s+name: '([^']+)'/g,
        ),
      ])
      .map(([, name]) => name);
    expect(found.length).toBeGreaterThan(2);
    expect(found.sort()).toEqual(shelves.map(({ name }) => name).sort());
  });

  // What is written today must be read tomorrow: whoever changes this list raises `storeFormat`,
  // unless no version with that format was ever released.
  it('has these parts in this format', () => {
    const saved = savedTenant();
    const [device] = saved.devices.values();
    expect({
      format: storeFormat,
      tenant: Object.keys(saved).sort(),
      world: Object.keys(saved.world).sort(),
      device: Object.keys(device ?? {}).sort(),
    }).toMatchInlineSnapshot(`
      {
        "device": [
          "ageing",
          "base",
          "broker",
          "bytes",
          "checkedIn",
          "clientAppType",
          "conditions",
          "decision",
          "groups",
          "isUnsettled",
          "lastCheckIn",
          "launches",
          "managementType",
          "mtdApps",
          "name",
          "observedAt",
          "osBelow",
          "osVersion",
          "ownership",
          "personalData",
          "plan",
          "platform",
          "registered",
          "runs",
          "settings",
          "standing",
          "threats",
          "tokens",
          "unmetControls",
          "user",
          "userWipe",
          "wipeRequests",
          "wipedApps",
        ],
        "format": 1,
        "tenant": [
          "bound",
          "clients",
          "clock",
          "devices",
          "given",
          "passwords",
          "played",
          "shelves",
          "world",
        ],
        "world": [
          "care",
          "connectors",
          "delayed",
          "events",
          "flows",
          "inventories",
          "now",
          "shared",
          "tenant",
        ],
      }
    `);
  });
});
