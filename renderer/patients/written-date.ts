/** A date as it stands in a form, month first and to be typed over: '1961-03-04' is '03/04/1961'. What is no whole date stays as it is. */
export const writtenDate = (date: string): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts === null ? date : `${parts[2]}/${parts[3]}/${parts[1]}`;
};
