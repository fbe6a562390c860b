/**
 * Everyday forms of given names, English and Spanish, each line a formal name and the forms people use for it at a desk. Names are in key form
 * (shared/person/name-key.ts). One everyday form may stand for several names.
 */
const EVERYDAY = `
abraham abe
albert al bert
alejandra ale sandra jandra
alejandro ale alex jandro
alexander alex alec xander sandy
alexandra alex sandra lexi
alfred al fred
alfredo fredo
alicia licha
alberto beto
amanda mandy
andrea andy
andrew andy drew
angela angie
anthony tony
antonio tono toni
antonia tona
arthur art
barbara barb barbie
beatriz bea betty
benjamin ben benny benji
bernard bernie
bradley brad
cameron cam
carlos carlitos charly
carmen carmela menchu
carolyn carol carrie
catherine cathy kate katie cat
cecilia ceci
charles charlie chuck chas
christina chris tina chrissy
christine chris chrissy
christopher chris kit topher
concepcion concha conchita
consuelo chelo
cristina cris tina
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie
dolores lola loli
donald don donnie
dorothy dot dottie
douglas doug
edmund ed ned
eduardo lalo edu
edward ed eddie ned ted
eleanor ellie nell
elizabeth liz beth betty eliza lisa lizzie bess
enrique quique kike
ernesto neto
eugene gene
eugenia gena
federico fede
fernando fer nando
florence flo
frances fran franny
francis frank fran
francisca paca paquita
francisco paco pancho kiko curro
frederick fred freddy
gabriel gabe gabi
gabriela gabi gaby
gerald gerry jerry
gerardo gera
gerard gerry
gregory greg
graciela chela
gregorio goyo
guadalupe lupe lupita
guillermo memo guille
gustavo gus tavo
harold harry hal
helen nell
henry hank harry hal
herbert herb bert
ignacio nacho
isabel isa chabela
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenny
jeremy jerry
jesus chuy chucho
jessica jess jessie
john johnny jack
jonathan jon jonny nathan
jose pepe chepe joselito
josefa pepa
josefina fina pepita
joseph joe joey
joshua josh
josue chue
juan juanito
juana juanita
judith judy
katherine kathy kate katie kat
kathleen kathy kate katie
kenneth ken kenny
kimberly kim
lawrence larry
leonard leo len lenny
leonardo leo
leticia lety
lillian lily lil
lorenzo lencho
luis lucho luisito
magdalena magda malena
manuel manolo manny meme
manuela manola
margaret maggie meg peg peggy marge
margarita marga rita
maria mari mary maruja
matthew matt
maximilian max
megan meg
melissa missy
mercedes merche meche
michael mike mick mickey
miguel micky
michelle shelly
mildred millie
nancy nan
natalie nat
nathaniel nate nat nathan
nicholas nick nicky
nicolas nico
pamela pam
patricia pat patty trish tricia
patricio pato
patrick pat paddy rick
peter pete
philip phil
phillip phil
pedro perico
pilar pili
rafael rafa
ramon moncho
randall randy
raymond ray
rebecca becky becca
refugio cuca cuco
richard rick dick rich richie
robert bob bobby rob robbie bert
roberto beto tito
rodolfo rudy
ronald ron ronnie
rosario charo
rosa rosita
russell russ
samantha sam
samuel sam sammy
santiago santi chago diego
salvador chava
sebastian seba seb
sergio checo
stanley stan
stephen steve stevie
steven steve stevie
susan sue susie
suzanne sue suzy
teresa tere
tamara tammy
terence terry
theodore ted teddy theo
theresa terry tess
thomas tom tommy
timothy tim timmy
tobias toby
valentina vale
vanessa nessa
veronica vero roni
victor vic
victoria vicky tori
vicente chente
vincent vince vinny
virginia ginny
walter walt wally
wilhelmina mina
william bill billy will willy liam
yolanda yoli
zachary zach zack
`;

const FORMAL = new Map<string, string[]>();
const FORMS = new Map<string, ReadonlySet<string>>();
for (const line of EVERYDAY.trim().split('\n')) {
  const [formal = '', ...everyday] = line.split(' ');
  FORMS.set(formal, new Set(everyday));
  for (const form of everyday) FORMAL.set(form, [...(FORMAL.get(form) ?? []), formal]);
}

/** The formal names a typed everyday form may stand for: "bob" -> ["robert"]. Empty for a formal name. */
export const formalNames = (key: string): readonly string[] => FORMAL.get(key) ?? [];

/** The everyday forms of a formal name. */
export const everydayForms = (key: string): ReadonlySet<string> => FORMS.get(key) ?? new Set();

/** True when two given names may be the same name in another form ("bob", "robert"; "bob", "rob"). Symmetric. */
export const sameByNickname = (a: string, b: string): boolean => {
  if (a === b) return false;
  const [formalA, formalB] = [formalNames(a), formalNames(b)];
  return formalA.includes(b) || formalB.includes(a) || formalA.some((name) => formalB.includes(name));
};
