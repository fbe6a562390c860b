/** Today, 'YYYY-MM-DD', where this workstation stands. */
export const localDate = (now: number): string => {
  const date = new Date(now);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** An account with an end date is over the day after it, by this workstation's date. */
export const hasEnded = (account: { readonly ends_on: string | null }, today: string): boolean =>
  account.ends_on !== null && today > account.ends_on;
