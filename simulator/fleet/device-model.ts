import { compareVersions } from '../../core/version.ts';
import type { ManagementType, Platform } from '../../core/vocabulary.ts';

/** A model as people call it, with the first and last major version it runs. */
export interface DeviceModel {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** Made for work in the field rather than for a pocket. */
  readonly rugged?: true;
}

const model = (title: string, from: number, to: number): DeviceModel => ({ title, from, to });
const rugged = (title: string, from: number, to: number): DeviceModel => ({
  title,
  from,
  to,
  rugged: true,
});

/** Still updated: the last version is not known yet. */
const open = 99;

const models: Readonly<Record<Platform, readonly DeviceModel[]>> = {
  android: [
    model('Galaxy S5', 4, 6),
    model('Galaxy S8', 7, 9),
    model('Galaxy A51', 10, 13),
    model('Galaxy S21', 11, 15),
    model('Galaxy S22', 12, 16),
    model('Galaxy S23', 13, open),
    model('Galaxy A54', 13, open),
    model('Galaxy S24', 14, open),
    model('Galaxy S25', 15, open),
    model('Pixel 4a', 10, 13),
    model('Pixel 6', 12, open),
    model('Pixel 7a', 13, open),
    model('Pixel 8', 14, open),
    model('Pixel 9', 14, open),
    model('Pixel 10', 16, open),
    model('Fairphone 4', 11, 15),
    model('Fairphone 5', 13, open),
    model('moto g53', 13, 14),
    model('Nokia X20', 11, 14),
    model('Xperia 10 V', 13, 15),
    rugged('Zebra TC52', 8, 13),
    rugged('Zebra TC58', 11, open),
    rugged('Honeywell CT45', 11, 14),
    rugged('Galaxy XCover 6 Pro', 12, open),
  ],
  ios: [
    model('iPhone 6', 8, 12),
    model('iPhone 8', 11, 16),
    model('iPhone XS', 12, 18),
    model('iPhone 11', 13, open),
    model('iPhone SE (2nd generation)', 13, open),
    model('iPhone 12', 14, open),
    model('iPhone 13', 15, open),
    model('iPhone SE (3rd generation)', 15, open),
    model('iPhone 14', 16, open),
    model('iPhone 15', 17, open),
    model('iPhone 16', 18, open),
    model('iPhone 16e', 18, open),
    model('iPhone 17', 26, open),
  ],
  windows: [
    model('Surface Pro 9', 10, open),
    model('Surface Laptop 5', 10, open),
    model('ThinkPad T14', 10, open),
    model('Latitude 7440', 10, open),
    model('EliteBook 840', 10, open),
  ],
};

const inTheField: readonly ManagementType[] = ['androidDedicated', 'androidAosp'];

/** Every model that such a device may be, at least one: the oldest where the version is older. */
export const modelsFor = (
  platform: Platform,
  managementType: ManagementType,
  osVersion: string,
): readonly DeviceModel[] => {
  const isRugged = inTheField.includes(managementType);
  const all = models[platform].filter((each) => (each.rugged === true) === isRugged);
  const fitting = all.filter(
    ({ from, to }) =>
      compareVersions(osVersion, String(from)) >= 0 && Number.parseInt(osVersion, 10) <= to,
  );
  return fitting.length > 0 ? fitting : all.slice(0, 1);
};
