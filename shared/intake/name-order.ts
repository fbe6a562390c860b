import { nameKey, nameWords } from '../person/name-key.ts';

/**
 * Names that are nearly always given names, and names that are nearly always surnames, in the United States (English and Spanish): enough to see that two
 * columns are labelled the wrong way round, never used on one person. Names that are often both (James, Thomas, Martin, Kelly) are left out.
 */
const GIVEN = new Set(
  `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda
melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn
janet catherine maria heather diane ruth julie olivia joyce virginia victoria lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria
teresa ann sara madison frances kathryn janice jean abigail alice julia sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany
charlotte marie kayla alexis lori john robert michael william david richard joseph charles christopher daniel matthew anthony mark donald steven paul andrew joshua
kenneth kevin brian timothy ronald jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin brandon benjamin samuel gregory frank patrick raymond jack
dennis jerry tyler aaron jose nathan henry zachary douglas peter kyle noah ethan jeremy walter keith roger terry sean gerald carl dylan harold jesse bryan lawrence arthur
gabriel bruce logan billy joe alan juan elijah willie albert wayne randy mason vincent liam roy bobby caleb bradley russell lucas carlos luis miguel jorge manuel pedro
ana carmen rosa juana guadalupe francisca margarita josefina leticia alejandra veronica gabriela yolanda francisco jesus alejandro ricardo fernando roberto eduardo
javier rafael sergio raul enrique arturo alberto oscar hector ximena sofia valentina camila mateo santiago diego ivan`.split(/\s+/),
);
const SURNAMES = new Set(
  `smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson taylor moore jackson lee perez thompson white
harris sanchez clark ramirez lewis robinson walker young hall wright torres nguyen hill flores adams nelson baker rivera campbell mitchell carter roberts gomez phillips evans
turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed howard ramos kim cox ward
richardson watson brooks chavez wood bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long foster jimenez powell jenkins perry sullivan bell
coleman butler henderson barnes gonzales fisher vasquez simmons romero patterson hamilton graham reynolds griffin wallace moreno west hayes herrera gibson tran medina
aguilar stevens murray castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas chen freeman webb guzman burns crawford olson simpson
porter hunter gordon mendez silva shaw snyder dixon munoz hunt hicks holmes palmer wagner black robertson boyd stone salazar fox warren mills meyer rice schmidt garza
daniels ferguson nichols stephens soto weaver gardner payne dunn kelley spencer hawkins arnold pierce hansen peters santos hart knight elliott cunningham armstrong
carroll lane riley andrews alvarado delgado perkins hoffman johnston matthews pena richards contreras willis carpenter sandoval guerrero chapman rios estrada ortega`.split(
    /\s+/,
  ),
);

const kindOf = (name: string): 'given' | 'surname' | null => {
  const key = nameKey(nameWords(name)[0] ?? '');
  if (GIVEN.has(key)) return 'given';
  return SURNAMES.has(key) ? 'surname' : null;
};

/** Fewer rows than this prove nothing. */
const ENOUGH = 4;

/**
 * True when the column headed as given name mostly holds surnames while the one headed as family name holds given names. Some systems print the two
 * under each other's heading; nothing is exchanged by itself, a person is asked.
 */
export const namesLookSwapped = (rows: Iterable<{ readonly given: string; readonly family: string }>): boolean => {
  let straight = 0;
  let swapped = 0;
  for (const { given, family } of rows) {
    const [first, last] = [kindOf(given), kindOf(family)];
    if (first === 'given' && last !== 'given') straight += last === 'surname' ? 2 : 1;
    if (last === 'surname' && first === null) straight += 1;
    if (first === 'surname' && last !== 'surname') swapped += last === 'given' ? 2 : 1;
    if (last === 'given' && first === null) swapped += 1;
  }
  return swapped >= ENOUGH && swapped >= straight * 2;
};
