import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../../core/readings.ts';
import { witnessWriter } from '../../../../simulator/cli/grade/witness-text.ts';
import { isSound, playDocumented } from '../../../../simulator/grade/baseline.ts';
import { trialOf } from '../../../../simulator/grade/notice.ts';
import { variants } from '../../../../simulator/grade/variants.ts';
import { shippedWitnesses } from '../../../../simulator/grade/witnesses.ts';
import { compile } from '../../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';

const witnesses = shippedWitnesses();
const writer = witnessWriter();

const compiled = (text: string) =>
  compile(['copied.yaml'], {
    ...diskIo({ directory: '/nowhere' }),
    read: (path) =>
      path === 'copied.yaml'
        ? { kind: 'bytes', bytes: new TextEncoder().encode(text) }
        : { kind: 'missing' },
  });

/** Prime to the three variants that each rule has. */
const some = variants.filter((_, index) => index % 31 === 0);

describe('a witness, ready to copy', () => {
  test.each(some)('of $id stands alone, is met and notices it', async (variant) => {
    const entry = witnesses[variant.id];
    if (entry === undefined) throw new Error(`${variant.id} has no witness`);
    const text = await writer.write(variant, { ...entry, text: null });
    expect(text).not.toBeNull();
    const { cases, diagnostics } = compiled(text ?? '');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [kase, ...others] = cases;
    if (kase === undefined) throw new Error('no case');
    expect(others).toEqual([]);
    expect(isSound((await playDocumented(kase, defaultReadings)).result)).toBe(true);
    expect(await trialOf(variant, [kase], defaultReadings).noticed(0)).not.toBeNull();
  });

  test('holds nothing that it does not need', async () => {
    const variant = variants.find(({ id }) => id === 'setting/limit/one-higher');
    const entry = witnesses['setting/limit/one-higher'];
    if (variant === undefined || entry === undefined) throw new Error('nothing to try');
    const { cases } = compiled((await writer.write(variant, { ...entry, text: null })) ?? '');
    expect(cases[0]?.steps).toHaveLength(1);
    expect(Object.keys(cases[0]?.tenant.conditionalAccessPolicies ?? {})).toEqual([]);
    expect(Object.keys(cases[0]?.tenant.devices ?? {})).toHaveLength(1);
  });
});
