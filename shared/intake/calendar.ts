/**
 * Civil dates as arithmetic. No Date object and no time zone comes near a birth date: a zone can only move it to the day before
 * (days from civil after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0));

/** 'YYYY-MM-DD', or null when the calendar has no such day. */
export const civilDate = (year: number, month: number, day: number): string | null => {
  if (!Number.isInteger(year) || year < 1 || year > 9999 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/** The day so many days after 1970-01-01. */
const fromDays = (days: number): string | null => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return civilDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
};

/** Days from 1970-01-01 back to the zero of Excel's two date systems. */
const EPOCH_1900 = -25_569;
const EPOCH_1904 = -24_107;

/**
 * The day of a spreadsheet serial number (ECMA-376 part 1, 18.17.4.1); its time of day is dropped. The 1900 system counts a 29 February 1900 that
 * never was: serial 60 is no day, and those before it are counted from one day later.
 */
export const fromSerial = (serial: number, system: 1900 | 1904 = 1900): string | null => {
  const whole = Math.floor(serial);
  if (!Number.isFinite(serial) || whole < (system === 1900 ? 1 : 0) || whole > 2_958_465) return null;
  if (system === 1904) return fromDays(whole + EPOCH_1904);
  if (whole === 60) return null;
  return fromDays(whole + EPOCH_1900 + (whole < 60 ? 1 : 0));
};
