/** Larkmead, Nevada: a town that is on no map, with its streets, insurers and employers. Phones are the 555-01xx numbers kept free for invented people; e-mail goes to example.com. */
export const PRACTICE = 'Larkmead Family Practice';
export const WORKSTATION = 'Front desk 1';

export const TOWN = { city: 'Larkmead', state: 'NV' } as const;
export const ZIPS = ['88991', '88992', '88993'] as const;
export const AREA_CODES = ['702', '775', '725'] as const;

export const STREETS = [
  'Alder Street',
  'Bluebird Lane',
  'Calle de las Flores',
  'Cottonwood Avenue',
  'Desert Willow Court',
  'Mill Road',
  'North Main Street',
  'Old Quarry Road',
  'Sagebrush Drive',
  'Second Street',
  'Silver Lode Boulevard',
  'Station Square',
  'Tumbleweed Terrace',
  'West Canyon Parkway',
] as const;

export const PAYERS = [
  { payer: 'Sagebrush Health Plan', plans: ['Choice PPO', 'Choice HMO 1500'], prefix: 'SHP' },
  { payer: 'Blue Mesa Mutual', plans: ['Family Gold', 'Bronze 60'], prefix: 'BMM' },
  { payer: 'Silver Valley Community Care', plans: ['State Medicaid'], prefix: 'SVC' },
  { payer: 'Great Basin Advantage', plans: ['Advantage Plus', 'Advantage Basic'], prefix: 'GBA' },
  { payer: 'Miners and Millworkers Benefit Fund', plans: ['Local 42'], prefix: 'MMB' },
  { payer: 'Larkmead Unified School District Health Trust', plans: ['Certificated Staff'], prefix: 'LUS' },
] as const;

export const EMPLOYERS = [
  'Larkmead Unified School District',
  'Silver Lode Casino',
  'Quarry Rock & Gravel',
  'Lark Diner',
  'Desert Willow Nursery',
  'Canyon Freight',
  'Self-employed',
] as const;

export const ALERTS = [
  { text: 'Latex allergy', level: 'warning' },
  { text: 'Fall risk: walk with the patient', level: 'warning' },
  { text: 'Hard of hearing: speak to the right side', level: 'info' },
  { text: 'Uses a wheelchair: room 3', level: 'info' },
  { text: 'No voice mail, please: call back', level: 'info' },
  { text: 'Needle phobia: tell the nurse', level: 'info' },
  { text: 'Service dog', level: 'info' },
] as const;

export const DESK_NOTES = [
  'Prefers mornings. The daughter drives.',
  'Asks for a printed list of visits.',
  'Pays by check; receipt by mail.',
  'Prefiere que le llamen después de las 5.',
  'New glasses: needs large print.',
] as const;
