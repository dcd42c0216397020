import { generateKeyPair } from 'jose';

/** One pair for the services of all tests: making one takes longer than most of what they do. */
export const signingKey = await generateKeyPair('RS256', { modulusLength: 2048 });
