import { expect, test } from 'vitest';
import { caseText } from '../../reports/case-text.ts';
import { noPaint } from '../../reports/paint.ts';
import { differenceWith, resultWith } from './made-up.ts';

test('a failed case says where, what, and how to see it again', () => {
  const differences = [
    differenceWith(),
    differenceWith({
      field: 'reasons',
      expected: '[scan-missing/zimperium]',
      observed: '[threat-above-limit/lookout]',
      basis: 'inferred',
    }),
    differenceWith({ field: 'screen', expected: 'Block', observed: null }),
  ];
  const frameOf = ({ line }: { line: number }) => `--> one.yaml:${line}\n29 | x\n   | ^`;
  const result = resultWith({ outcome: 'violated', differences });
  expect(caseText(result, 'muster run one.yaml', frameOf, noPaint)).toMatchInlineSnapshot(`
    "violated area/one
      a made-up case [MULTI-01]
      at 6h+1s: pixel.complianceState
        --> one.yaml:29
        29 | x
           | ^
        expected  noncompliant
        observed  compliant
      at 6h+1s: pixel.reasons (inferred)
        --> one.yaml:29
        29 | x
           | ^
        expected  [scan-missing/zimperium]
        observed  [threat-above-limit/lookout]
        so        missing scan-missing/zimperium, not expected threat-above-limit/lookout
      at 6h+1s: pixel.screen
        --> one.yaml:29
        29 | x
           | ^
        expected  Block
        observed  the target cannot show it
      again: muster run one.yaml"
  `);
});

test('without a frame the place is named', () => {
  const result = resultWith({ outcome: 'violated', differences: [differenceWith()] });
  const text = caseText(result, 'muster', () => null, noPaint);
  expect(text).toContain('scenarios/area/one.yaml:29:7');
});
