#!/usr/bin/env node
import { expectBrief } from './brief.ts';
import { runCli } from './cli.ts';
import { exitCodes } from './exit-code.ts';
import { processTerminal } from './process-terminal.ts';

expectBrief(process.argv[2]);

const terminal = processTerminal();

/** What nobody foresaw is one sentence as well; the stack is for who asks for it. */
const broke = (error: unknown): number => {
  const message = error instanceof Error ? error.message : String(error);
  terminal.complain(`error: muster itself broke: ${message.split('\n')[0]}`);
  if (terminal.env['MUSTER_DEBUG'] === '1' && error instanceof Error) {
    terminal.complain(error.stack ?? '');
  } else {
    terminal.complain('  = help: set MUSTER_DEBUG=1 to see where');
  }
  return exitCodes.error.code;
};

process.on('uncaughtException', (error) => {
  process.exit(broke(error));
});

process.exitCode = await runCli(process.argv.slice(2), terminal).catch(broke);
