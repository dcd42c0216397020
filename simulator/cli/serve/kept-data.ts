import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { messagesIn } from '../../service/partner/memory.ts';
import { durabilities } from '../../service/store/durability.ts';
import type { Store } from '../../service/store/store.ts';
import type { ServedTenant, Tenants, TenantToServe } from '../../service/tenants.ts';
import type { Sources } from '../../source/frame.ts';
import { diskReason, makeFolder } from '../atomic-file.ts';
import { counted, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

interface DataOptions {
  readonly data?: string | undefined;
  readonly durable?: string | undefined;
}

/** Of the texts of files, wherever they lie. */
export const digestOf = (sources: Sources): string => {
  const hash = createHash('sha256');
  for (const text of [...sources.values()].sort()) hash.update(`${text.length}:${text}`);
  return hash.digest('hex');
};

/** The store in the folder that was named; null where none was. */
export const openData = async (
  { data, durable }: DataOptions,
  cwd: string,
): Promise<Store | null | Refusal> => {
  const durability = durabilities.find((each) => each === (durable ?? 'process-death'));
  if (durability === undefined) {
    const words = durabilities.map((word) => `\`${word}\``).join(' or ');
    return { message: `\`--durable\` is ${words}, not \`${durable}\`` };
  }
  if (data === undefined) {
    if (durable === undefined) return null;
    return { message: '`--durable` says how `--data` is kept, and goes with it' };
  }
  const folder = resolve(cwd, data);
  try {
    makeFolder(dirname(folder));
  } catch (error) {
    return { message: `${folder} cannot be used: ${diskReason(error)}` };
  }
  const { openStore } = await import('../../service/store/store.ts');
  return openStore(folder, { durability });
};

/** Brings back what is kept, and says what that was; null where it is well. */
export const bringBack = async (
  store: Store,
  tenants: Tenants,
  { print, paint }: Terminal,
): Promise<Refusal | null> => {
  const restored = await store.restore(tenants);
  if ('message' in restored) return restored;
  const of = store.durability === 'power-loss' ? 'a loss of power' : 'the death of this process';
  const messages = tenants.list().reduce((sum, tenant) => sum + messagesIn(tenant), 0);
  const seconds = (restored.milliseconds / 1000).toFixed(2);
  print(paint.strong(`Kept in ${store.folder}`));
  if (restored.tenants === 0) print('  nothing yet');
  else {
    const what = `${counted(restored.tenants, 'tenant')}, ${counted(messages, 'message')}`;
    print(`  restored: ${what}, in ${seconds} s`);
  }
  print(`  what is answered survives ${of}`);
  return null;
};

/**
 * What is kept of the tenant that was asked for, or of any where none was; null where nothing is.
 * A file that has changed is refused: nobody could tell which of the two was meant.
 */
export const keptTenant = (
  { folder }: Store,
  tenants: Tenants,
  asked: TenantToServe | undefined,
): ServedTenant | Refusal | null => {
  if (asked === undefined) return tenants.list()[0] ?? null;
  const kept = tenants.get(asked.id);
  if (kept === null || kept.given.digest === asked.digest) return kept;
  return {
    message: `the tenant ${asked.name} in ${folder} was loaded from another text of this file`,
    help: 'leave the file out to go on with what is kept, or name another folder for the new text',
  };
};
