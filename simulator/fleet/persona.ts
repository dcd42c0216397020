import { platformOf } from '../../core/facts.ts';
import type { ManagementType, Ownership, Platform } from '../../core/vocabulary.ts';
import { modelsFor } from './device-model.ts';

/** What a device would be called if somebody met it. It decides nothing. */
export interface Persona {
  readonly name: string;
  readonly model: string;
  readonly user: string;
  readonly mail: string;
}

/** What of a device shows in its persona. */
export interface Looks {
  readonly managementType: ManagementType;
  readonly ownership: Ownership;
  readonly osVersion: string;
}

/** The persona of a device: the same seed and number give the same person, whatever was asked before. */
export type PersonaOf = (seed: number, number: number, looks: Looks) => Persona;

const word = 0x1_0000_0000;

const plainLetters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** How a company writes the kind of a device on its label. */
const labels: Readonly<Record<Platform, string>> = { android: 'AND', ios: 'IOS', windows: 'WIN' };

const possessive = (name: string): string => (/s$/i.test(name) ? `${name}'` : `${name}'s`);

/** Loads the names, which takes longer than any of them. */
export const openPersonas = async (): Promise<PersonaOf> => {
  const { faker } = await import('@faker-js/faker/locale/en');
  return (seed, number, { managementType, ownership, osVersion }) => {
    const parts = [seed, number].flatMap((each) => [Math.floor(each / word), each % word]);
    faker.seed(parts);
    const first = faker.person.firstName();
    const last = faker.person.lastName();
    const city = faker.airline.airport().iataCode;
    const platform = platformOf(managementType);
    const model = faker.helpers.arrayElement(modelsFor(platform, managementType, osVersion)).title;
    const label = `${city}-${labels[platform]}-${String(number).padStart(6, '0')}`;
    return {
      name: ownership === 'company' ? label : `${possessive(first)} ${model}`,
      model,
      user: `${first} ${last}`,
      mail: `${plainLetters(first)}.${plainLetters(last)}${number}@example.com`,
    };
  };
};
