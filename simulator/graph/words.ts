/** Splits a table written as running text; keeps long lists of Graph names readable. */
export const words = (text: string): readonly string[] =>
  text.split(/\s+/).filter((word) => word !== '');
