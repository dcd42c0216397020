import { assertionsShelf } from './client-assertion.ts';
import { auditShelf } from './graph/audit-events.ts';
import { mannersShelf } from './graph/manners.ts';
import { policiesShelf } from './graph/policy-store.ts';
import { memoriesShelf } from './partner/memory.ts';
import { type AnyShelf, anyShelf } from './shelf.ts';

/** Everything that surfaces keep of a tenant. */
export const shelves: readonly AnyShelf[] = [
  anyShelf(memoriesShelf),
  anyShelf(policiesShelf),
  anyShelf(mannersShelf),
  anyShelf(auditShelf),
  anyShelf(assertionsShelf),
];
