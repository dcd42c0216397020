import { expect, it } from 'vitest';
import type { Diagnostic, Span } from '../../../simulator/source/diagnostic.ts';
import { renderDiagnostic } from '../../../simulator/source/frame.ts';

const span = (line: number, column: number, length: number, file = 'a.yaml'): Span => ({
  file,
  line,
  column,
  length,
});

const told = (diagnostic: Partial<Diagnostic> & { span: Span }, ...texts: string[]): string => {
  const names = ['a.yaml', 'b.yaml'];
  const sources = new Map(texts.map((text, index) => [names[index] ?? '', text]));
  return renderDiagnostic(
    { severity: 'error', code: 'name', message: 'unknown device `pixle`', ...diagnostic },
    sources,
  );
};

const lines = (count: number, last: string): string => `${'\n'.repeat(count - 1)}${last}\n`;

it('is the frame that scenario-format.md shows', () => {
  const text = lines(29, '      pixle: { complianceState: noncompliant }');
  const frame = told(
    { span: span(29, 7, 5), label: 'known devices: pixel', help: 'did you mean `pixel`?' },
    text,
  );
  expect(frame).toBe(`error[name]: unknown device \`pixle\`
  --> a.yaml:29:7
29 |       pixle: { complianceState: noncompliant }
   |       ^^^^^ known devices: pixel
   = help: did you mean \`pixel\`?`);
});

it('a second place has a frame of its own, numbers in one column', () => {
  const frame = told(
    { span: span(100, 1, 1), related: [{ span: span(2, 3, 4, 'b.yaml'), message: 'from here' }] },
    lines(100, 'x'),
    'one\n  twos\n',
  );
  expect(frame).toBe(`error[name]: unknown device \`pixle\`
   --> a.yaml:100:1
100 | x
    | ^
   ::: b.yaml:2:3: from here
  2 |   twos
    |   ^^^^`);
});

it('carets stand under wide characters and tabs', () => {
  expect(told({ span: span(1, 4, 2) }, '\t漢字x')).toContain('|  漢字x\n  |      ^');
});

it('of a very long line only the part around the place is shown', () => {
  const frame = told({ span: span(1, 5_001, 3) }, `${'a'.repeat(5_000)}bcd${'e'.repeat(5_000)}`);
  const [, , shown = '', carets = ''] = frame.split('\n');
  expect(shown.length).toBeLessThan(140);
  expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('bcd');
});

it('nothing in a file can move the cursor of a terminal', () => {
  const frame = told({ span: span(1, 1, 1), message: 'found `\u001b[2J`' }, 'a\u001b[2Jb\u202e');
  expect(frame).not.toContain('\u001b');
  expect(frame).not.toContain('\u202e');
});

it('a place without text has no frame, and its label is still told', () => {
  expect(told({ span: span(1, 1, 1), label: 'why' })).toBe(
    'error[name]: unknown device `pixle`\n --> a.yaml:1:1\n  = why',
  );
});

it('colour is the choice of the caller', () => {
  const paint = {
    error: (text: string) => `<e>${text}</e>`,
    warning: (text: string) => `<w>${text}</w>`,
    quiet: (text: string) => text,
  };
  const diagnostic = { severity: 'error', code: 'x', message: 'm', span: span(1, 1, 1) } as const;
  const frame = renderDiagnostic(diagnostic, new Map([['a.yaml', 'q']]), paint);
  expect(frame).toContain('<e>error[x]</e>: m');
  expect(frame).toContain('<e>^</e>');
});
