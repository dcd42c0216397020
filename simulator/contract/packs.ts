import { checkpointLike } from './packs/checkpoint-like.ts';
import { generic } from './packs/generic.ts';
import { jamfLike } from './packs/jamf-like.ts';
import { lookoutLike } from './packs/lookout-like.ts';
import { zimperiumLike } from './packs/zimperium-like.ts';
import type { VendorPack } from './vendor-pack.ts';

/** The packs that are shipped, by the name a tenant file calls them. */
export const vendorPacks: Readonly<Record<string, VendorPack>> = Object.fromEntries(
  [generic, lookoutLike, zimperiumLike, checkpointLike, jamfLike].map((pack) => [pack.name, pack]),
);

export const packNames: readonly string[] = Object.keys(vendorPacks);
