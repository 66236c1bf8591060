/** A list of devices as it comes out of a spreadsheet, with what has to be said of each of its rows. */

interface BranchRow {
  readonly text: string;
  /** What the Problems panel says, and where. */
  readonly problem?: readonly [message: string, place: string];
  /** What its row on the Preview page is found by, and what else stands in it; left out where it has none. */
  readonly preview?: readonly [device: string, what: string];
}

export const BRANCH_ROWS: readonly BranchRow[] = [
  { text: 'site,serial,remark' },
  { text: 'Berlin,021201010103,one hop', preview: ['ber-br-fw01', '512 MB'] },
  { text: 'Munich,021201010101,two hops', preview: ['muc-br-fw01', '2.8 GB'] },
  {
    text: 'Nowhere,,',
    problem: ['Row 4, column serial: the serial number is missing.', '[Ln 4, Col 1]'],
  },
  {
    text: 'Berlin,021201010103,again',
    problem: ['Row 5, column serial: 021201010103 stands in row 2 already.', '[Ln 5, Col 8]'],
    preview: ['ber-br-fw01', 'Duplicate: It stands in the list already'],
  },
  {
    text: 'Atlantis,099999999999,sunk',
    problem: ['Row 6, column serial: 099999999999 is not in the inventory.', '[Ln 6, Col 10]'],
    preview: ['099999999999', 'It is not in the inventory. Run Discover Devices first.'],
  },
  {
    text: 'Zurich,21201010104,its zero was eaten',
    problem: ['Did you mean 021201010104?', '[Ln 7, Col 8]'],
    // Once the zero is there again.
    preview: ['zrh-br-fw01', '1.7 GB'],
  },
  {
    text: 'Hamburg,2.1201E+10,',
    problem: ['a spreadsheet has turned this serial number into 2.1201E+10', '[Ln 8, Col 9]'],
  },
  {
    text: 'Paris,"021301020201, 021301020202",two in one',
    problem: ['"021301020201, 021301020202" is not one serial number.', '[Ln 9, Col 7]'],
  },
  {
    text: 'Vienna,021201010105,no room',
    preview: [
      'vie-br-fw01',
      'Not enough room: 0.9 GB free on /opt/panrepo, 1.9 GB needed for 10.1.14 (0.4 GB), 10.2.0 (0.9 GB), 10.2.10 (0.4 GB) and a tenth more.',
    ],
  },
  { text: 'Chicago,016401004433,a new feature release', preview: ['chi-lab-fw01', '1.6 GB'] },
  {
    text: 'Oslo,012001030301,no path',
    preview: ['osl-br-fw01', 'No upgrade path: upgrade_paths.json has no path for 10.1.6-h6.'],
  },
  {
    text: 'Amsterdam,007951000000503,disconnected',
    preview: ['azu-weu-fw01', 'Disconnected: Panorama has no connection to it.'],
  },
  { text: 'Stockholm,012001030302,to be left out', preview: ['sto-br-fw01', '2.8 GB'] },
  { text: 'Madrid,021301020202,fails once', preview: ['mad-br-fw01', '1.5 GB'] },
  {
    text: 'Vienna,"021201010105,the quote is not closed',
    problem: ['Row 16: a quotation mark is missing or in the wrong place', '[Ln 16, Col 1]'],
  },
];

/** With the line ends of a spreadsheet. */
export const branchList = BRANCH_ROWS.map(({ text }) => `${text}\r\n`).join('');
