import type { LedgerEntry } from '../../grade/ledger.ts';

const entryJson = ({
  requirement,
  status,
  rules,
  scenarios,
  evidence,
  because,
}: LedgerEntry): object => {
  const { id, basis, statement, source, readOn, tag, core, caveat, restsOn } = requirement;
  return {
    id,
    basis,
    status,
    statement,
    source,
    readOn,
    rules,
    scenarios,
    tag,
    core,
    ...(caveat === undefined ? {} : { caveat }),
    ...(restsOn === undefined ? {} : { restsOn }),
    ...(evidence === null ? {} : { evidence }),
    ...(because === null ? {} : { because }),
  };
};

/** The ledger for a program: an array, in the order of the catalogue. */
export const ledgerJson = (entries: readonly LedgerEntry[]): string =>
  JSON.stringify(entries.map(entryJson), null, 2);
