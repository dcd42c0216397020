import { type Answer, answers, type Choice, type Flow } from '../../../core/flows/flow.ts';

/** Mermaid takes no full stop in the name of a state. */
const idOf = (screen: string): string => screen.replaceAll('.', '_');

/** The place where the rules are asked, from which every arrival starts. */
const judged = 'judged';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const edgesOf = (name: string, label: string, { to, asks }: Choice): readonly Edge[] => {
  const from = idOf(name);
  // A way back has as many ends as beginnings, and would only tangle the picture.
  if (to === 'back') return [];
  if (typeof to === 'string') return [{ from, to: idOf(to), label }];
  const named = Object.entries(to).map(([answer, screen]) => ({
    from,
    to: idOf(screen),
    label: `${label} (${answers[answer as Answer]})`,
  }));
  const falls = asks === 'app' || asks === 'compliance';
  return falls ? [...named, { from, to: judged, label }] : named;
};

/** One line for each pair of screens, whatever leads from the one to the other. */
const joined = (edges: readonly Edge[]): readonly string[] => {
  const labels = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const pair = `${from} --> ${to}`;
    labels.set(pair, [...(labels.get(pair) ?? []), label]);
  }
  return [...labels].map(([pair, all]) => `  ${pair}: ${[...new Set(all)].join(' / ')}`);
};

/** A flow as a Mermaid state diagram. */
export const flowPicture = ({ start, screens, arrivals }: Flow): string => {
  const names = Object.keys(screens).filter((name) => name.includes('.'));
  const edges = [
    ...Object.entries(screens).flatMap(([name, { choices }]) =>
      Object.entries(choices).flatMap(([label, choice]) => edgesOf(name, label, choice)),
    ),
    ...Object.entries(arrivals).map(([answer, { to }]) => ({
      from: judged,
      to: idOf(to),
      label: answers[answer as Answer],
    })),
  ];
  return [
    'stateDiagram-v2',
    `  state ${judged} <<choice>>`,
    ...names.map((name) => `  state "${name}" as ${idOf(name)}`),
    `  [*] --> ${idOf(start)}`,
    ...joined(edges),
  ].join('\n');
};
