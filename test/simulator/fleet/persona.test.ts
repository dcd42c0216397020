import { describe, expect, it } from 'vitest';
import { managementTypes, type Platform } from '../../../core/vocabulary.ts';
import { modelsFor } from '../../../simulator/fleet/device-model.ts';
import { openPersonas } from '../../../simulator/fleet/persona.ts';

const own = {
  managementType: 'iosDeviceEnrollment',
  ownership: 'personal',
  osVersion: '18.0',
} as const;
const company = {
  managementType: 'androidFullyManaged',
  ownership: 'company',
  osVersion: '15',
} as const;

describe('a persona', () => {
  it('is the same for the same seed and number, whatever was asked before', async () => {
    const personaOf = await openPersonas();
    const first = personaOf(1, 4711, own);
    personaOf(2, 1, company);
    expect(personaOf(1, 4711, own)).toEqual(first);
    expect((await openPersonas())(1, 4711, own)).toEqual(first);
    expect(personaOf(2, 4711, own)).not.toEqual(first);
    expect(personaOf(1, 4712, own)).not.toEqual(first);
  });

  it('does not change from one release to the next without somebody noticing', async () => {
    const personaOf = await openPersonas();
    expect(personaOf(1, 0, own)).toMatchInlineSnapshot(`
      {
        "mail": "nicholas.price0@example.com",
        "model": "iPhone 12",
        "name": "Nicholas' iPhone 12",
        "user": "Nicholas Price",
      }
    `);
    expect(personaOf(1, 99_999_999, company)).toMatchInlineSnapshot(`
      {
        "mail": "sunny.rice99999999@example.com",
        "model": "Pixel 9",
        "name": "BCN-AND-99999999",
        "user": "Sunny Rice",
      }
    `);
  });

  it('has an address under example.com that nobody else has', async () => {
    const personaOf = await openPersonas();
    const mails = Array.from({ length: 2_000 }, (_, number) => personaOf(3, number, own).mail);
    expect(new Set(mails).size).toBe(mails.length);
    for (const mail of mails) expect(mail).toMatch(/^[a-z]+\.[a-z]+\d+@example\.com$/);
  });

  it('tells large seeds apart', async () => {
    const personaOf = await openPersonas();
    const names = [0, 2 ** 32, 2 ** 33, Number.MAX_SAFE_INTEGER].map(
      (seed) => personaOf(seed, 0, own).user,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('calls a company phone by its label, a personal one by its owner', async () => {
    const personaOf = await openPersonas();
    expect(personaOf(1, 12, company).name).toMatch(/^[A-Z]{3}-AND-000012$/);
    const { name, user, model } = personaOf(1, 12, own);
    expect(name).toContain(user.split(' ')[0]);
    expect(name).toContain(model);
  });
});

describe('the model of a device', () => {
  const titles = (...asked: Parameters<typeof modelsFor>): readonly string[] =>
    modelsFor(...asked).map(({ title }) => title);

  it('runs the version', () => {
    expect(titles('ios', 'iosSupervised', '26.1')).toContain('iPhone 17');
    expect(titles('ios', 'iosSupervised', '18.6')).not.toContain('iPhone 17');
    expect(titles('ios', 'iosSupervised', '26.1')).not.toContain('iPhone XS');
    expect(titles('android', 'androidWorkProfile', '12')).not.toContain('Pixel 9');
  });

  it('is made for the field where the device is', () => {
    expect(titles('android', 'androidDedicated', '13')).toContain('Zebra TC52');
    expect(titles('android', 'androidWorkProfile', '13')).not.toContain('Zebra TC52');
  });

  it.each(managementTypes)('there is one for %s, however old its version', (managementType) => {
    const platform = /^(android|ios|windows)/.exec(managementType)?.[1] as Platform;
    for (const version of ['1', '9', '16', '10.0.22631', '98']) {
      expect(titles(platform, managementType, version).length).toBeGreaterThan(0);
    }
  });
});
