import { expect, test } from 'vitest';
import { replayCommand } from '../../../../simulator/cli/load/replay.ts';

test.each([
  [[], { target: 'http://127.0.0.1:8080' }, 'muster load --target http://127.0.0.1:8080'],
  [
    ['muster:loads/morning-herd.yaml'],
    { target: 'http://10.0.0.1', seed: '7', random: true, threshold: ['lost == 0', 'wrong == 0'] },
    "muster load muster:loads/morning-herd.yaml --target http://10.0.0.1 --random --seed 7 --threshold 'lost == 0' --threshold 'wrong == 0'",
  ],
  [
    [],
    { target: 'http://a', rate: '5@once', out: 'run', plan: false, repeat: '5', honesty: 'h.json' },
    'muster load --target http://a --rate 5@once',
  ],
])('%j %j is asked for again', (words, options, command) => {
  expect(replayCommand(words, options)).toBe(command);
});

test('what the reader of arguments adds is no part of the command', () => {
  const parsed = { target: 'http://a', $0: 'muster load', _: [], 'warm-up': '1s', warmUp: '1s' };
  expect(replayCommand([], parsed)).toBe('muster load --target http://a --warm-up 1s');
});

test('what may be a secret is named and not told', () => {
  const secret = 'hunter2';
  const command = replayCommand([], {
    target: `http://somebody:${secret}@example.test:8080`,
    path: `/devices?sig=${secret}`,
    header: [`Authorization: Bearer ${secret}`, `X-Key:${secret}`],
    body: `{"password":"${secret}"}`,
  });
  expect(command).not.toContain(secret);
  expect(command).toBe(
    "muster load --target http://example.test:8080 --path '/devices?…' --body … --header 'Authorization: …' --header 'X-Key: …'",
  );
});
