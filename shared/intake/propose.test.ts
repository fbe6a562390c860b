import { describe, expect, test } from 'vitest';
import { headerKey, targetOfHeader } from './header-words.ts';
import { inspectMapping, proposeColumns } from './propose.ts';

const rowsOf = (text: string) => text.split('\n').map((line, at) => ({ row: at + 1, cells: line.split('|') }));
const proposed = (text: string) =>
  Object.fromEntries(proposeColumns(rowsOf(text)).columns.map(({ header, index, target }) => [header || index, target]));

describe('the layouts practices bring', () => {
  test('OpenEMR', () =>
    expect(
      proposed('Last Visit|First|Last|Middle|ID|Street|City|State|Zip|Home Phone|Work Phone\n1|a|b|c|7|1 A St|X|FL|33101|305-555-0100|'),
    ).toEqual({
      ...{ 'Last Visit': 'ignore', First: 'givenName', Last: 'familyName', Middle: 'middleName', ID: 'externalId', Street: 'addressLine1' },
      ...{ City: 'city', State: 'state', Zip: 'zip', 'Home Phone': 'homePhone', 'Work Phone': 'workPhone' },
    }));
  test('DrChrono', () =>
    expect(
      proposed(
        'chart_id|first_name|last_name|date_of_birth|gender|cell_phone|zip_code|emergency_contact_name|emergency_contact_phone|responsible_party_name|employer',
      ),
    ).toMatchObject({
      ...{
        chart_id: 'mrn',
        first_name: 'givenName',
        date_of_birth: 'birthDate',
        gender: 'sex',
        cell_phone: 'mobilePhone',
        zip_code: 'zip',
      },
      ...{
        emergency_contact_name: 'emergency1.name',
        emergency_contact_phone: 'emergency1.phone',
        responsible_party_name: 'guarantorName',
      },
    }));
  test('required columns with a star, and both insurances', () =>
    expect(
      proposed(
        'Patient First Name*|Patient Last Name *|DOB (mm/dd/yyyy)|Primary Insurance|Member ID|Group #|Secondary Insurance|Secondary Member ID',
      ),
    ).toMatchObject({
      ...{ 'Patient First Name*': 'givenName', 'Patient Last Name *': 'familyName', 'DOB (mm/dd/yyyy)': 'birthDate' },
      ...{ 'Primary Insurance': 'coverage1.payer', 'Member ID': 'coverage1.memberId', 'Group #': 'coverage1.groupNumber' },
      ...{ 'Secondary Insurance': 'coverage2.payer', 'Secondary Member ID': 'coverage2.memberId' },
    }));
  test('Spanish', () =>
    expect(proposed('Nombre|Apellidos|Fecha de nacimiento|Teléfono|Correo electrónico|Dirección|Código postal|Género')).toEqual({
      ...{ Nombre: 'givenName', Apellidos: 'familyName', 'Fecha de nacimiento': 'birthDate', Teléfono: 'mobilePhone' },
      ...{ 'Correo electrónico': 'email', Dirección: 'addressLine1', 'Código postal': 'zip', Género: 'sex' },
    }));
  test('one name column, last name first', () =>
    expect(proposed('Name|Birthday\nDoe, Jane|1/2/1980\nRoe, Rick|3/25/1970')).toEqual({
      Name: 'fullNameLastFirst',
      Birthday: 'birthDate',
    }));
  test('one name column, given name first', () => expect(proposed('Client|DOB\nJane Doe|1/2/1980')).toMatchObject({ Client: 'fullName' }));
});

test('titles and blank lines above the table are passed over', () => {
  const { headerRow } = proposeColumns(rowsOf('Juniper Clinic: patients|\nprinted 3/4/2031|\n|\nLast|First|DOB\nDoe|Jane|1/2/80'));
  expect(headerRow).toBe(4);
});

test('a table without headings is taken by what stands in it', () => {
  const { headerRow, columns } = proposeColumns(
    rowsOf('Doe|Jane|3/25/1961|jane@example.com|305-555-0101|F\nRoe|Rick|12/31/1970|rick@example.com|305-555-0102|M'),
  );
  expect(headerRow).toBe(0);
  expect(columns.map(({ target }) => target)).toEqual([null, null, 'birthDate', 'email', 'mobilePhone', 'sex']);
  expect(columns[3]?.because).toBe('content');
});

test('headings that come twice propose nothing twice: the fuller column is taken', () => {
  const { columns } = proposeColumns(rowsOf('Last|First|Phone|Phone\nDoe|Jane||305-555-0101\nRoe|Rick||305-555-0102'));
  expect(columns.map(({ target, because }) => [target, because])).toEqual([
    ['familyName', 'header'],
    ['givenName', 'header'],
    [null, 'none'],
    ['mobilePhone', 'header'],
  ]);
});

test('a thousand columns with headings of every kind propose each target at most once', () => {
  const { columns } = proposeColumns(
    rowsOf(
      `${Array.from({ length: 1000 }, (_, at) => ['Last', 'First', 'DOB', 'notes', '🙂', '__proto__', 'constructor'][at % 7]).join('|')}\nx`,
    ),
  );
  const taken = columns.map(({ target }) => target).filter((target) => target !== null && target !== 'ignore' && target !== 'deskNote');
  expect(columns).toHaveLength(1000);
  expect(new Set(taken).size).toBe(taken.length);
});

test('a heading is read without case, marks and signs', () => {
  expect(headerKey(' E-Mail  Ádress* ')).toBe('emailadress');
  expect(targetOfHeader("Patient's Last Name *")).toBe('familyName');
  expect(targetOfHeader('toString')).toBeNull();
});

test('what the columns are says whether dates and names must be asked about', () => {
  const rows = rowsOf('Smith|Maria|3/4/61\nGarcia|Linda|5/6/70\nWalker|Robert|1/2/80\nNguyen|Jennifer|7/8/90');
  const columns = [
    { index: 0, target: 'givenName' as const },
    { index: 1, target: 'familyName' as const },
    { index: 2, target: 'birthDate' as const },
  ];
  expect(inspectMapping(columns, rows)).toEqual({
    dateOrder: null,
    dateExamples: ['3/4/61', '5/6/70', '1/2/80', '7/8/90'],
    namesLookSwapped: true,
  });
});
