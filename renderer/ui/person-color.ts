/** Twelve colours told apart from across the room; the number is part of a person's account. Always shown beside their name. */
const COLORS = [
  '#0d7d86',
  '#b3541e',
  '#5b50c8',
  '#2e7d32',
  '#b0206e',
  '#8a6d00',
  '#2463b8',
  '#a1343c',
  '#5f7a1f',
  '#7d3fa0',
  '#6b5442',
  '#47606e',
] as const;

/** The colour of a person. */
export const personColor = (color: number): string => COLORS[color % COLORS.length] ?? COLORS[0];
