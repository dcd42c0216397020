import { noteSwitches } from '../../core/inventories.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { setConnectors, type World } from '../target/world.ts';

/** A connector that is taken away leaves nothing behind; its partner is then unknown. */
export const removeConnector = (world: World, partner: PartnerKey): void => {
  const { [partner]: _removed, ...rest } = world.connectors;
  setConnectors(world, rest);
  noteSwitches(world.evaluator, world.inventories, world.connectors, world.now);
};
