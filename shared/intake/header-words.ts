import { TARGETS, type Target } from './targets.ts';

/**
 * How the systems a practice comes from head their columns, English and Spanish, in the form `headerKey` gives: small letters and digits without
 * blanks or marks. Gathered from the import pages and exports of the systems named in docs/import.md.
 */
const WORDS: Readonly<Partial<Record<Target, string>>> = {
  familyName:
    'last lastname lname surname familyname family namelast patientlastname apellido apellidos primerapellido apellidopaterno paterno apellido1 firstlastname firstsurname lastname1 surname1 paternallastname paternalsurname lastnamelegal legallastname',
  secondFamilyName:
    'segundoapellido apellidomaterno materno apellido2 secondlastname secondsurname secondfamilyname lastname2 surname2 maternallastname maternalsurname motherssurname',
  givenName:
    'first firstname fname givenname given forename namefirst patientfirstname nombre nombres primernombre nombredepila firstnamelegal legalfirstname',
  middleName: 'middle middlename mname mi initial middleinitial middleinit secondname segundonombre inicial namemiddle',
  suffix: 'suffix namesuffix sufijo generation',
  preferredName: 'preferredname preferred nickname goesby alias knownas nombrepreferido apodo chosenname',
  formerName: 'maiden maidenname formername previousname previouslastname birthname apellidodesoltera nombreanterior otherlastname',
  birthDate:
    'dob dateofbirth birthdate birthday birth borndate bdate born birthdt datebirth fechadenacimiento fechanacimiento fechanac nacimiento fnac fdn dobmmddyyyy dateofbirthmmddyyyy',
  deathDate: 'deathdate dateofdeath dod deceaseddate deceasedon deathdt fechadedefuncion fechadefuncion fechademuerte fechafallecimiento',
  sex: 'sex gender legalsex sexatbirth birthsex administrativesex administrativegender sexassignedatbirth sexo genero',
  genderIdentity: 'genderidentity identidaddegenero',
  pronouns: 'pronouns pronoun pronombres',
  race: 'race raza',
  ethnicity: 'ethnicity ethnicgroup ethnic etnia etnicidad grupoetnico',
  maritalStatus: 'marital maritalstatus civilstatus estadocivil',
  language: 'language preferredlanguage preferredlanguagecode primarylanguage lang idioma lengua idiomapreferido languagecode',
  interpreter: 'interpreter interpreterneeded needsinterpreter interpreterrequired interprete necesitainterprete',
  mobilePhone:
    'mobile mobilephone cell cellphone cellular cellularphone phonecell phonemobile mobilenumber cellnumber celular telefonocelular movil telefonomovil phone phonenumber telephone telephonenumber tel telefono primaryphone phone1 contactnumber phoneprimary',
  homePhone:
    'home homephone phonehome hometelephone homenumber landline telefonocasa telefonodecasa telefonofijo fijo phone2 secondaryphone',
  workPhone: 'work workphone phonework businessphone officephone daytimephone telefonotrabajo telefonodetrabajo telefonolaboral phone3',
  email: 'email emailaddress mail eaddress correo correoelectronico emails primaryemail',
  addressLine1:
    'address address1 addressline1 addr addr1 street streetaddress street1 streetaddress1 homeaddress mailingaddress residentialaddress addressstreet direccion direccion1 calle domicilio',
  addressLine2: 'address2 addressline2 addr2 street2 streetaddress2 apartment apt unit suite apartamento depto direccion2',
  city: 'city town suburb municipality locality ciudad municipio localidad addresscity',
  state: 'state province region stateprovince addressstate statecode estado provincia',
  zip: 'zip zipcode postal postalcode postcode pcode zippostal zippostalcode addresszip codigopostal cp zip5',
  country: 'country countrycode pais nation',
  ssn: 'ssn socialsecurity socialsecuritynumber socialsecurityno socsec socsecid ss ssnumber segurosocial numerodesegurosocial nss',
  driverLicense: 'drivers driverslicense driverlicense driverslicensenumber driverlicensenumber dl dlnumber licencia licenciadeconducir',
  externalId:
    'id externalid externalpatientid recid recordid recordnumber uuid guid patientuuid legacyid oldid otherid sourceid clientid idexterno identificador',
  employer: 'employer employername company workplace empleador empresa patron lugardetrabajo',
  guarantorName:
    'guarantor guarantorname responsibleparty responsiblepartyname responsible garante responsable nombredelgarante responsibleperson',
  guarantorRelationship: 'guarantorrelationship responsiblepartyrelationship responsiblepartyrelation relaciondelgarante parentescogarante',
  guarantorPhone: 'guarantorphone responsiblepartyphone telefonodelgarante telefonogarante',
  deskNote: 'note notes comment comments remarks memo desknote patientnotes patientnote nota notas comentario comentarios observaciones',
  mrn: 'mrn chart chartid chartnumber chartno chartnum medicalrecordnumber medicalrecord medrecno mr mrnumber pid patientid patientnumber patientno accountnumber acct account acctno accountno expediente numerodeexpediente historiaclinica hc',
  fullName: 'name fullname patientname patientfullname clientname client patient nombrecompleto paciente nombredelpaciente',
  fullNameLastFirst:
    'lastfirst lastnamefirstname namelastfirst lastfirstmiddle lastnamefirst lastfirstmi apellidonombre apellidosynombre apellidosynombres',
  streetNumber: 'streetnumber housenumber streetno houseno numerodecasa numeroexterior',
  'coverage1.payer':
    'insurance primaryinsurance payer payor primarypayer insurancecompany insurancename insurer carrier primarycarrier primaryinsurancecompany primaryinsurancename insurance1 seguro aseguradora seguroprimario compañiadeseguros companiadeseguros',
  'coverage1.plan': 'plan planname insuranceplan primaryplan primaryinsuranceplan primaryinsuranceplanname plandeseguro',
  'coverage1.memberId':
    'memberid insuranceid policynumber policyid policyno subscriberid membernumber primarymemberid primarypolicynumber primaryinsuranceid primaryinsurancememberid primaryinsuranceidnumber insurancenumber medicaidid medicareid numerodepoliza poliza numerodeafiliado idmiembro',
  'coverage1.groupNumber':
    'group groupnumber groupno groupid primarygroupnumber primarygroup insurancegroup primaryinsurancegroupnumber numerodegrupo grupo',
  'coverage1.subscriberName': 'subscriber subscribername policyholder policyholdername insured insuredname titular suscriptor asegurado',
  'coverage1.relationship':
    'relationshiptosubscriber relationtosubscriber subscriberrelationship relationshiptoinsured insuredrelationship',
  'coverage2.payer':
    'secondaryinsurance secondarypayer secondarycarrier secondaryinsurancecompany secondaryinsurancename insurance2 segurosecundario',
  'coverage2.plan': 'secondaryplan secondaryinsuranceplan secondaryinsuranceplanname',
  'coverage2.memberId':
    'secondarymemberid secondarypolicynumber secondaryinsuranceid secondaryinsurancememberid secondaryinsuranceidnumber secondarysubscriberid',
  'coverage2.groupNumber': 'secondarygroup secondarygroupnumber secondaryinsurancegroupnumber',
  'coverage2.subscriberName': 'secondarysubscriber secondarysubscribername secondaryinsured',
  'emergency1.name':
    'emergencycontact emergencycontactname emergencyname emergency ice icename contactodeemergencia emergencia nombrecontactoemergencia contactoemergencia nextofkin kin',
  'emergency1.phone':
    'emergencyphone emergencycontactphone emergencycontactnumber emergencynumber icephone telefonodeemergencia telefonoemergencia telefonocontactoemergencia nextofkinphone',
  'emergency1.relationship':
    'emergencyrelationship emergencycontactrelationship emergencycontactrelation emergencyrelation parentescoemergencia relacioncontactoemergencia nextofkinrelationship',
  ignore:
    'prefix title salutation yob age edad passport birthplace county fips lat lon latitude longitude healthcareexpenses healthcarecoverage income gestage lastvisit nextvisit provider clinician status patientstatus balance createdat updatedat referringsource disablesmsmessages tratamiento titulo',
};

/** A heading as the words above are kept: no case, diacritics, blanks, punctuation. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const TARGET_OF = new Map<string, Target>();
for (const target of TARGETS) for (const word of WORDS[target]?.split(/\s+/) ?? []) TARGET_OF.set(headerKey(word), target);

/** Words around a heading that say nothing about it: "Patient's Last Name *" and "pt_last_name" are both a last name. */
const PREFIXES = ['patient', 'patients', 'client', 'clients', 'pt', 'paciente', 'legal', 'demographics'];

/** The target a heading names, or null. */
export const targetOfHeader = (header: string): Target | null => {
  const key = headerKey(header.replace(/\([^)]*\)/g, ''));
  const whole = headerKey(header);
  const direct = TARGET_OF.get(whole) ?? TARGET_OF.get(key);
  if (direct !== undefined) return direct;
  for (const prefix of PREFIXES) {
    if (!key.startsWith(prefix) || key.length === prefix.length) continue;
    const rest = TARGET_OF.get(key.slice(prefix.length));
    if (rest !== undefined) return rest;
  }
  return null;
};
