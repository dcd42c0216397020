import { type FlowName, flowNames } from '../../../core/flows/flow.ts';
import { flows } from '../../../core/flows/flows.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { pageOf } from '../page.ts';
import { complain, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { flowPicture } from './mermaid.ts';
import { flowText } from './text.ts';

export interface FlowOptions {
  readonly format?: string | undefined;
}

type Render = (name: FlowName, terminal: Terminal) => string;

const formats: Readonly<Record<string, Render>> = {
  text: (name, terminal) => flowText(flows[name], pageOf(terminal)),
  mermaid: (name) => flowPicture(flows[name]),
  json: (name) => JSON.stringify({ name, ...flows[name] }, null, 2),
};

/** `muster flow`. */
export const performFlow = (
  [word]: readonly string[],
  { format = 'text' }: FlowOptions,
  terminal: Terminal,
): ExitCode => {
  const render = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (render === undefined) {
    const names = Object.keys(formats);
    complain(terminal, {
      help: `there are ${names.join(', ')}`,
      ...unknownName('format', format, names),
    });
    return exitCodes.usage.code;
  }
  if (word === undefined) {
    for (const name of flowNames) terminal.print(`${name.padEnd(8)}  ${flows[name].title}`);
    return exitCodes.ok.code;
  }
  const name = flowNames.find((known) => known === word);
  if (name === undefined) {
    const refusal = unknownName('flow', word, flowNames);
    complain(terminal, { help: `there are ${flowNames.join(', ')}`, ...refusal });
    return exitCodes.usage.code;
  }
  terminal.print(render(name, terminal));
  return exitCodes.ok.code;
};
