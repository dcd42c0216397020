import type { Basis } from '../../core/vocabulary.ts';
import { type ContractValues, parameters } from './parameters.ts';

/** One reading of the partner contract: a value for each parameter, and how it is founded. */
export interface ContractProfile extends ContractValues {
  readonly name: string;
  /** By `group.name`. */
  readonly basis: Readonly<Record<string, Basis>>;
}

/** A value other than the default; `basis` absent: nobody says how it is founded. */
export interface ProfileSetting {
  readonly group: string;
  readonly name: string;
  readonly value: number | string;
  readonly basis?: Basis;
}

/** The default profile with these settings in place of its own. */
export const profileOf = (name: string, settings: readonly ProfileSetting[]): ContractProfile => {
  const values: Record<string, Record<string, number | string>> = {};
  const basis: Record<string, Basis> = {};
  for (const [group, members] of Object.entries(parameters)) {
    values[group] = {};
    for (const [member, parameter] of Object.entries(members)) {
      const set = settings.find((each) => each.group === group && each.name === member);
      const value = set?.value ?? parameter.value;
      values[group][member] = value;
      const unchanged = value === parameter.value ? parameter.basis : 'unspecified';
      basis[`${group}.${member}`] = set?.basis ?? unchanged;
    }
  }
  return { ...(values as ContractValues), name, basis };
};

export const defaultProfile: ContractProfile = profileOf('default', []);
