import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createService } from '../../../../simulator/service/server.ts';
import { isStoreFailure } from '../../../../simulator/service/store/failure.ts';
import { recordOf } from '../../../../simulator/service/store/record.ts';
import { openStore, type Store } from '../../../../simulator/service/store/store.ts';
import { surfaces } from '../../../../simulator/service/surfaces.ts';
import type { Tenants } from '../../../../simulator/service/tenants.ts';
import { tenantOf, tenantText } from '../partner/stand.ts';
import { signingKey } from '../signing-key.ts';
import { asKilledNow, keptService, ownFolder } from './kept-service.ts';

const tenant = () => ({
  ...{ id: randomUUID(), name: 'kept', tenant: tenantOf(tenantText) },
  ...{ start: Date.parse('2026-01-05T09:00:00Z'), clock: { mode: 'real', factor: 1 } as const },
});

/** A folder with a tenant in it, closed in order. */
const usedFolder = async (): Promise<string> => {
  const folder = ownFolder();
  const { context, close } = await keptService(folder);
  context.tenants.add(tenant());
  await close();
  return folder;
};

const complaintOf = async (folder: string) => {
  const store = await openStore(folder);
  if (isStoreFailure(store)) return store;
  const service = await createService({ signingKey, surfaces, store });
  const restored = await store.restore(service.context.tenants);
  await service.close();
  return isStoreFailure(restored) ? restored : null;
};

const label = (folder: string): string => join(folder, 'muster-data.json');

/** Turns one byte over in the files of LevelDB that hold this text. */
const turnByte = (folder: string, near: string): number => {
  let turned = 0;
  for (const name of readdirSync(join(folder, 'journal'))) {
    const path = join(folder, 'journal', name);
    const bytes = readFileSync(path);
    const at = bytes.indexOf(near);
    if (at < 0 || name === 'LOG') continue;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(path, bytes);
    turned += 1;
  }
  return turned;
};

describe('the folder of a store', { timeout: 90_000 }, () => {
  it('belongs to one process at a time', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    expect(await complaintOf(folder)).toMatchObject({ why: 'taken' });
    await service.close();
    expect(await complaintOf(folder)).toBeNull();
  });

  it('is not taken where something else is in it', async () => {
    const folder = ownFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'letter.txt'), 'dear');
    expect(await complaintOf(folder)).toMatchObject({ why: 'foreign' });
    expect(readdirSync(folder)).toEqual(['letter.txt']);
  });

  it('cannot be a file', async () => {
    const folder = ownFolder();
    writeFileSync(folder, '');
    expect(await complaintOf(folder)).toMatchObject({ why: 'unusable' });
  });

  it('of another format is named, and left as it is', async () => {
    const folder = await usedFolder();
    writeFileSync(label(folder), '{"muster":"data","format":99,"closedAfter":null}');
    const complaint = await complaintOf(folder);
    expect(complaint).toMatchObject({ why: 'format' });
    expect(complaint?.message).toContain('format 99');
    expect(readFileSync(label(folder), 'utf8')).toContain('99');
  });

  it('is damaged where its label cannot be read', async () => {
    const folder = await usedFolder();
    writeFileSync(label(folder), 'nothing');
    expect(await complaintOf(folder)).toMatchObject({ why: 'damaged' });
  });

  it('is damaged where one byte of a tenant is another', async () => {
    const folder = await usedFolder();
    expect(turnByte(folder, 'androidWorkProfile')).toBeGreaterThan(0);
    expect(await complaintOf(folder)).toMatchObject({ why: 'damaged' });
  });

  it('is damaged where an entry between others is gone', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    for (let count = 0; count < 3; count++) {
      service.context.tenants.add(tenant());
      await service.store.settled();
    }
    const copy = asKilledNow(folder);
    await service.close();
    const { ClassicLevel } = await import('classic-level');
    const level = new ClassicLevel(join(copy, 'journal'));
    await level.del(`entry-${'2'.padStart(16, '0')}`);
    await level.close();
    expect(await complaintOf(copy)).toMatchObject({
      why: 'damaged',
      message: expect.stringContaining('entry-0000000000000002 is missing'),
    });
  });

  it('is damaged where deeds make no sense', async () => {
    const folder = await usedFolder();
    writeFileSync(label(folder), '{"muster":"data","format":1,"closedAfter":null}');
    const { ClassicLevel } = await import('classic-level');
    const level = new ClassicLevel<string, Buffer>(join(folder, 'journal'), {
      valueEncoding: 'buffer',
    });
    const deed = { do: 'takeEvents' };
    const entry = recordOf([{ tenant: 'nobody', at: 0, deed }]);
    await level.put(`entry-${'2'.padStart(16, '0')}`, entry);
    await level.close();
    expect(await complaintOf(folder)).toMatchObject({ why: 'damaged' });
  });

  it('lies open to nobody else', async () => {
    const folder = await usedFolder();
    const { mode } = await import('node:fs').then(({ statSync }) => statSync(folder));
    if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
  });
});

/** A store on a disk that takes nothing more. */
const fullStore = (): Store => ({
  ...{ folder: 'full', durability: 'process-death' },
  restore: async (_tenants: Tenants) => ({ tenants: 0, deeds: 0, milliseconds: 0 }),
  isSettled: () => false,
  settled: async () => false,
  failed: new Promise(() => undefined),
  close: async () => undefined,
});

describe('a service whose disk is full', () => {
  it('promises nothing: 503, in the words of the surface', async () => {
    const { app, close } = await createService({ signingKey, surfaces, store: fullStore() });
    const partner = await app.inject({ url: '/.well-known/muster' });
    expect(partner.statusCode).toBe(503);
    expect(partner.json().type).toBe('urn:muster:problem:not-written');
    const graph = await app.inject({ url: '/v1.0/devices' });
    expect(graph.statusCode).toBe(503);
    expect(graph.json().error.code).toBe('ServiceUnavailable');
    await close();
  });
});
