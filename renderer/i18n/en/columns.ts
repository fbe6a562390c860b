export const columns = {
  width: 'Width of the column {{column}}',
  how: 'Pull, or use the left and right arrow keys. Double-click or Delete: the usual widths.',
};
