/** US states and territories by their postal code (USPS Publication 28, appendix B). */
const STATES: Readonly<Record<string, string>> = {
  AL: 'alabama',
  AK: 'alaska',
  AZ: 'arizona',
  AR: 'arkansas',
  CA: 'california',
  CO: 'colorado',
  CT: 'connecticut',
  DE: 'delaware',
  DC: 'district of columbia',
  FL: 'florida',
  GA: 'georgia',
  HI: 'hawaii',
  ID: 'idaho',
  IL: 'illinois',
  IN: 'indiana',
  IA: 'iowa',
  KS: 'kansas',
  KY: 'kentucky',
  LA: 'louisiana',
  ME: 'maine',
  MD: 'maryland',
  MA: 'massachusetts',
  MI: 'michigan',
  MN: 'minnesota',
  MS: 'mississippi',
  MO: 'missouri',
  MT: 'montana',
  NE: 'nebraska',
  NV: 'nevada',
  NH: 'new hampshire',
  NJ: 'new jersey',
  NM: 'new mexico',
  NY: 'new york',
  NC: 'north carolina',
  ND: 'north dakota',
  OH: 'ohio',
  OK: 'oklahoma',
  OR: 'oregon',
  PA: 'pennsylvania',
  RI: 'rhode island',
  SC: 'south carolina',
  SD: 'south dakota',
  TN: 'tennessee',
  TX: 'texas',
  UT: 'utah',
  VT: 'vermont',
  VA: 'virginia',
  WA: 'washington',
  WV: 'west virginia',
  WI: 'wisconsin',
  WY: 'wyoming',
  PR: 'puerto rico',
  VI: 'virgin islands',
  GU: 'guam',
  AS: 'american samoa',
  MP: 'northern mariana islands',
  AE: 'armed forces europe',
  AP: 'armed forces pacific',
  AA: 'armed forces americas',
};
const CODE_OF = new Map(Object.entries(STATES).map(([code, name]): [string, string] => [name, code]));

const letters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .trim();

/** The two-letter code of a state written out or abbreviated ("mass.", "Nueva York"); null when it is none we know, and then it stays as written. */
export const stateCode = (raw: string): string | null => {
  const name = letters(raw);
  const code = name.replaceAll(' ', '').toUpperCase();
  if (code.length === 2 && Object.hasOwn(STATES, code)) return code;
  return CODE_OF.get(name) ?? ALSO.get(name) ?? null;
};

const ALSO = new Map([
  ['mass', 'MA'],
  ['calif', 'CA'],
  ['conn', 'CT'],
  ['fla', 'FL'],
  ['tex', 'TX'],
  ['penn', 'PA'],
  ['wash', 'WA'],
  ['nueva york', 'NY'],
  ['nueva jersey', 'NJ'],
  ['nuevo mexico', 'NM'],
  ['carolina del norte', 'NC'],
  ['carolina del sur', 'SC'],
  ['luisiana', 'LA'],
  ['pensilvania', 'PA'],
  ['tejas', 'TX'],
  ['washington dc', 'DC'],
  ['us virgin islands', 'VI'],
]);

/** The first digits of the ZIP codes that begin with a zero, by state: only these can have lost one in a spreadsheet. */
const ZERO_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  MA: ['010', '011', '012', '013', '014', '015', '016', '017', '018', '019', '020', '021', '022', '023', '024', '025', '026', '027', '055'],
  RI: ['028', '029'],
  NH: ['030', '031', '032', '033', '034', '035', '036', '037', '038'],
  ME: ['039', '040', '041', '042', '043', '044', '045', '046', '047', '048', '049'],
  VT: ['050', '051', '052', '053', '054', '056', '057', '058', '059'],
  CT: ['060', '061', '062', '063', '064', '065', '066', '067', '068', '069'],
  NJ: [
    '070',
    '071',
    '072',
    '073',
    '074',
    '075',
    '076',
    '077',
    '078',
    '079',
    '080',
    '081',
    '082',
    '083',
    '084',
    '085',
    '086',
    '087',
    '088',
    '089',
  ],
  PR: ['006', '007', '009'],
  VI: ['008'],
  NY: ['005', '063'],
  AE: ['090', '091', '092', '093', '094', '095', '096', '097', '098'],
};

const US_NAMES = new Set([
  '',
  'us',
  'usa',
  'u s',
  'united states',
  'united states of america',
  'america',
  'estados unidos',
  'eeuu',
  'ee uu',
]);
const isUs = (country: string | undefined): boolean => US_NAMES.has(letters(country ?? ''));

export type ReadZip = { readonly zip: string | null; readonly note?: 'zip-zero-restored' | 'zip-left-out' };

/**
 * A postal code as it is kept. A zero a spreadsheet dropped is put back only where the state proves it (2171 in Massachusetts is 02171; 4011 in
 * Western Australia is 4011). 00000 is nobody's and is left out.
 */
export const readZip = (raw: string, state: string | undefined, country: string | undefined): ReadZip => {
  const text = raw.trim();
  if (/^0+(?:-0+)?$/.test(text)) return { zip: null, note: 'zip-left-out' };
  const parts = /^(\d{3,4})(?:\.0+)?(-\d{4})?$/.exec(text);
  const code = state === undefined ? null : stateCode(state);
  if (parts === null || code === null || !isUs(country)) return { zip: text.replace(/^(\d{5})\.0+$/, '$1') };
  const padded = (parts[1] ?? '').padStart(5, '0');
  if (ZERO_PREFIXES[code]?.includes(padded.slice(0, 3)) !== true) return { zip: text };
  return { zip: `${padded}${parts[2] ?? ''}`, note: 'zip-zero-restored' };
};
