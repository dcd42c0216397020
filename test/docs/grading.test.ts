import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../simulator/cli/exit-code.ts';
import { rulesWithoutVariant } from '../../simulator/grade/rule-variants.ts';
import { openSession } from '../simulator/cli/session.ts';

const page = readFileSync(new URL('../../docs/grading.md', import.meta.url), 'utf8');

const blocks = [...page.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', label = '', text = '']) => ({ language, label, text }),
);

describe('the example of the page', () => {
  const files = Object.fromEntries(
    blocks.filter(({ language }) => language === 'yaml').map(({ label, text }) => [label, text]),
  );
  const argv = /^`muster (grade .+)`$/m.exec(page)?.[1]?.replaceAll("'", '').split(' ') ?? [];

  test('says what the command says', async () => {
    const { exit, out } = await openSession(files).run(...argv);
    expect(exit).toBe(exitCodes.ok.code);
    expect(blocks.find(({ language }) => language === 'text')?.text).toBe(out);
  });
});

test('the page names the rules without a variant', () => {
  for (const rule of Object.keys(rulesWithoutVariant)) expect(page).toContain(`\`${rule}\``);
});
