/** Names as they meet at one front desk: each group with the language its people are most likely to ask for. Made up by us; nobody is meant. */
export interface Origin {
  readonly weight: number;
  readonly language: string;
  readonly family: readonly string[];
  readonly women: readonly string[];
  readonly men: readonly string[];
  /** People who carry two family names without a hyphen. */
  readonly twoFamilyNames?: true;
}

const list = (names: string): readonly string[] => names.split(',').map((name) => name.trim());

export const ORIGINS: readonly Origin[] = [
  {
    weight: 34,
    language: 'English',
    family: list(
      "Abbott, Barlow, Bennett, Calloway, Carver, Chandler, Daniels, Ellery, Fairchild, Garrity, Hollis, Ingram, Jarvis, Kendrick, Lockhart, Marsh, Merritt, Norwood, O'Brien, O'Neill, Pruitt, Quincy, Ramsey, Sheffield, Smith, Thornton, Underhill, Vance, Whitcomb, Yates, Smith-Jones, Ashby-Cole",
    ),
    women: list(
      'Abigail, Beatrice, Carol, Dorothy, Eleanor, Faith, Grace, Hannah, Ida, June, Katherine, Louise, Margaret, Nora, Ruth, Sarah',
    ),
    men: list(
      'Albert, Benjamin, Calvin, Daniel, Edward, Franklin, George, Henry, Isaac, James, Kenneth, Lewis, Martin, Nathan, Robert, Walter',
    ),
  },
  {
    weight: 28,
    language: 'Spanish',
    family: list(
      'Aguilar, Barrera, Cárdenas, de la Cruz, De León, Díaz, Escobar, Fernández, García, Gutiérrez, Hernández, Ibáñez, Jiménez, Lozano, Márquez, Muñoz, Núñez, Ocampo, Peña, Pérez, Quiñones, Ramírez, Sandoval, Treviño, Urrutia, Villaseñor, Yáñez, Zúñiga',
    ),
    women: list(
      'Adriana, Beatriz, Carmen, Dolores, Esperanza, Fátima, Guadalupe, Inés, Josefina, Lucía, María, María José, Noemí, Pilar, Rocío, Ximena',
    ),
    men: list(
      'Alejandro, Andrés, César, Diego, Emilio, Félix, Héctor, Iñaki, Jesús, Joaquín, José Luis, Julián, Mateo, Óscar, Raúl, Tomás',
    ),
    twoFamilyNames: true,
  },
  {
    weight: 6,
    language: 'Vietnamese',
    family: list('Nguyễn, Trần, Lê, Phạm, Huỳnh, Võ, Đặng'),
    women: list('Thị Lan, Mai, Hương, Ngọc Anh, Thảo'),
    men: list('Văn Minh, Đức, Quang, Hùng, Tuấn'),
  },
  {
    weight: 6,
    language: 'Mandarin',
    family: list('Chen, Li, Liu, Wang, Xu, Zhang, Zhou, Ouyang'),
    women: list('Mei, Xiaoling, Jing, Ya-ting, Hui'),
    men: list('Wei, Jian, Guo-hua, Ming, Tao'),
  },
  {
    weight: 5,
    language: 'Tagalog',
    family: list('Bautista, Dimaculangan, Magsaysay, Pangilinan, Santos, Villanueva'),
    women: list('Analyn, Corazon, Divina, Jocelyn, Rosario'),
    men: list('Arnel, Crisanto, Danilo, Ernesto, Rommel'),
  },
  {
    weight: 4,
    language: 'Arabic',
    family: list('Abdel-Rahman, al-Hakim, Haddad, Khalil, Mansour, Nasser, El-Sayed'),
    women: list('Amira, Fatimah, Layla, Noor, Salma'),
    men: list('Ahmad, Hassan, Ibrahim, Omar, Yusuf'),
  },
  {
    weight: 4,
    language: 'English',
    family: list('Chakraborty, Deshpande, Iyer, Mehta, Patel, Raghunathan, Singh, Venkatasubramanian'),
    women: list('Ananya, Deepika, Lakshmi, Meera, Priya'),
    men: list('Arjun, Dev, Harpreet, Rajesh, Vikram'),
  },
  {
    weight: 4,
    language: 'English',
    family: list('Adeyemi, Chukwuemeka, Ndiaye, Okafor, Okonkwo, Tesfaye, Oluwaseun-Bright'),
    women: list('Abeni, Chidinma, Ngozi, Selam, Yetunde'),
    men: list('Abebe, Chinedu, Kwame, Obinna, Sekou'),
  },
  {
    weight: 3,
    language: 'Haitian Creole',
    family: list('Baptiste, Desrosiers, Jean-Louis, Pierre-Antoine, Toussaint'),
    women: list('Fabiola, Marie-Claire, Mirlande, Roseline'),
    men: list('Jean-Robert, Frantz, Wilner, Yves'),
  },
  {
    weight: 3,
    language: 'Polish',
    family: list('Brzęczyszczykiewicz, Kowalska, Łukasik, Wiśniewski, Żurawski'),
    women: list('Agnieszka, Bożena, Małgorzata, Zofia'),
    men: list('Krzysztof, Paweł, Stanisław, Wojciech'),
  },
  {
    weight: 2,
    language: 'English',
    family: list("D'Angelo, DiMaggio, van der Berg, van Houten, von Trapp, Müller, Ørsted, Sørensen"),
    women: list('Anneliese, Bianca, Giulia, Saskia, Sigrid'),
    men: list('Alessandro, Jürgen, Luca, Pieter, Søren'),
  },
  {
    weight: 1,
    language: 'English',
    family: list("Ka'aukai, Keahiolalo, Kealoha, Begay, Yellowhorse, Tsosie-Whitehorse"),
    women: list('Leilani, Noelani, Dezbah, Shándíín'),
    men: list('Keoni, Makoa, Hastiin, Sandoval'),
  },
];

/** Names that break forms: very long, of one word, with a numeral, of one letter. */
export const HARD_NAMES: readonly {
  readonly familyName: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly suffix?: string;
  readonly sex: 'female' | 'male';
}[] = [
  {
    familyName: 'Wolfeschlegelsteinhausen-Bergerdorffmontgomery',
    givenName: 'Maximiliana Konstantina',
    sex: 'female',
    middleName: 'Alexandrina Wilhelmina',
  },
  { familyName: 'Sukarnoputri', sex: 'female' },
  { familyName: 'O', givenName: 'Ji', sex: 'female' },
  { familyName: 'St. John', givenName: 'Percival', sex: 'male', middleName: 'Æthelred', suffix: 'III' },
  {
    familyName: 'de los Ángeles Fernández de Córdoba y Villavicencio',
    givenName: 'María Inmaculada',
    sex: 'female',
    middleName: 'Concepción del Carmen',
  },
  { familyName: 'X Æ', givenName: 'Aurelia', sex: 'female' },
  { familyName: 'Null', givenName: 'Jennifer', sex: 'female' },
  { familyName: 'True', givenName: 'Rachel', sex: 'female' },
];
