import { type Data, documentedData } from './data.ts';

/** The documented data with exactly one datum wrong. */
export interface DataVariant {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly mistake: string;
  readonly data: Data;
}

export const variant = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  data: Partial<Data>,
): DataVariant => ({
  id: `data/${id}`,
  requirements,
  mistake,
  data: { ...documentedData, ...data },
});
