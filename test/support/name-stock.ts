import type { Dice } from './dice.ts';

/** Common surnames of a mixed American practice, commonest first. */
const SURNAMES = `smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin
lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper
peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers
long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander
hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison fernandez
mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason dixon
munoz hunt hicks holmes palmer wagner black robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver ryan
gardner payne grant dunn kelley spencer hawkins arnold pierce vazquez hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson carroll lane riley
andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval guerrero george chapman rios estrada ortega`;

const SPECIAL = ["O'Neill", "O'Brien", "D'Angelo", 'García', 'Pérez', 'Muñoz', 'Peña', 'Núñez', 'de la Cruz', 'De León', 'van der Berg', 'Smith-Jones', 'Müller', 'Weiß', 'Ørsted', 'Łukasik'];
const OTHER_SCRIPTS: readonly (readonly [string, string])[] = [
  ['Иванов', 'Сергей'],
  ['Кузнецова', 'Мария'],
  ['王', '小明'],
  ['李', '娜'],
  ['김', '민준'],
  ['محمد', 'فاطمة'],
  ['Παπαδόπουλος', 'Γιώργος'],
  ['כהן', 'שרה'],
];

const GIVEN = `james mary robert maria john patricia michael jennifer william linda david elizabeth richard barbara joseph susan thomas jessica carlos karen charles sarah jose
lisa daniel nancy juan sandra luis ashley mark emily donald kimberly steven donna andrew michelle paul carol joshua amanda kenneth melissa kevin deborah brian stephanie
george rebecca timothy sharon ronald laura jason cynthia edward dorothy jeffrey amy ryan kathleen jacob angela gary shirley nicholas brenda eric emma jonathan anna stephen
pamela larry nicole justin samantha scott katherine brandon christine benjamin helen samuel debra gregory rachel alexander carolyn patrick janet frank catherine raymond
guadalupe jack heather dennis diane jerry olivia tyler julie aaron joyce miguel victoria jesus ruth antonio virginia adam lauren henry kelly nathan christina douglas joan
zachary evelyn peter judith kyle andrea walter hannah ethan megan jeremy cheryl harold jacqueline carl ana keith martha francisco madison roger teresa gerald gloria christian
sara terry janice sean kathryn arthur ann austin isabella noah rosa lawrence sofia jorge carmen joe leticia alejandro ximena bryan yolanda xavier quentin zoe ursula ivan olga`;

export interface Name {
  readonly family: string;
  readonly given: string;
}

const STARTS = 'b br c ch cr d dr f fr g gr h j k kr l m n p pr qu r s sh sl st t tr v w y z'.split(' ');
const VOWELS = 'a e i o u a e i o ai ea ie ou'.split(' ');
const ENDS = 'n r s l ck nd rt tz ll m son ton berg man ley ez ski well ford er en a o i'.split(' ');

/** A pronounceable name that nobody put in a list: the long tail of real populations. */
const coined = (dice: Dice, syllables: number): string => {
  let name = '';
  for (let at = 0; at < syllables; at += 1) name += dice.pick(STARTS) + dice.pick(VOWELS);
  return name + dice.pick(ENDS);
};

const titled = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const listed = (names: string): string[] => names.split(/\s+/).map(titled);

export interface NameStock {
  readonly name: () => Name;
  readonly surname: () => string;
  readonly given: () => string;
}

/**
 * Names as a real practice has them: a few hundred names carry about 60 % of the surnames and 90 % of the given names with Zipf-like weights, the
 * rest is a tail of tens of thousands; about one name in fifty needs folding, one in two hundred is not in Latin letters.
 */
export const nameStock = (dice: Dice): NameStock => {
  const surnames = listed(SURNAMES);
  const given = listed(GIVEN);
  const tail = Array.from({ length: 60_000 }, () => titled(coined(dice, dice.below(3) === 0 ? 1 : 2)));
  const givenTail = Array.from({ length: 6_000 }, () => titled(coined(dice, 1 + dice.below(2))));
  const surname = (): string => {
    const kind = dice.below(1000);
    if (kind < 20) return dice.pick(SPECIAL);
    return kind < 600 ? (surnames[dice.zipf(surnames.length)] ?? '') : (tail[dice.below(tail.length)] ?? '');
  };
  const first = (): string => (dice.below(10) < 9 ? (given[dice.zipf(given.length)] ?? '') : (givenTail[dice.below(givenTail.length)] ?? ''));
  const name = (): Name => {
    if (dice.below(200) > 0) return { family: surname(), given: first() };
    const [family = '', givenName = ''] = dice.pick(OTHER_SCRIPTS);
    return { family, given: givenName };
  };
  return { name, surname, given: first };
};
