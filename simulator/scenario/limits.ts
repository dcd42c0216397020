import { type Duration, hour } from '../../core/time.ts';

/** Cases of one file: the largest table of the domain, ten states by five limits, is far below. */
export const mostRows = 2_000;

/** Steps of one scenario: the life of one device of a fleet over some months fits. */
export const mostSteps = 2_000;

/** Operations of one step. */
export const mostOperations = 500;

/**
 * Instants of one window. Each is a look at the target, some ten microseconds in process and a
 * request over HTTP, so a window that needs more should be narrowed.
 */
export const mostInstants = 20_000;

/** Life of a token (CA-10): it ends without any event in the file. */
export const tokenLife: Duration = hour;
