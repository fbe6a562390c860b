/** The day list that is kept sealed for outages, and printed at the door. */
export const outage = {
  link: 'Can’t open the records? Print the day list',
  title: 'Print the day list for outages',
  lead: 'Prints who is coming, from the list kept on this computer. It opens no session and needs no records.',
  madeAt: 'As of {{when}}',
  none: 'No list has been made on this computer yet. One is made soon after somebody has signed in.',
  day: 'Day',
  print: 'Print',
  printing: 'Printing …',
  printed: 'The day list went to the printer.',
  noLedger:
    'The day list for outages can’t be printed either: without its log and keys Anteroom shows nothing. Use the list that was last printed on paper.',
};
