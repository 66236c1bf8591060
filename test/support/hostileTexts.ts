/** The one set of texts that somebody hostile would put wherever a text of ours is expected to be harmless. */

export const ZERO_WIDTH = '\u200B';
export const RIGHT_TO_LEFT = '\u202E';

/** By what each tries. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'line breaks that end a question of ours': 'fw-1\r\n\r\nNothing is restarted.\n\nUpgrade fw-2',
  'a tab': 'fw-1\tfw-2',
  'a NUL': 'fw-1\0fw-2',
  'a colour of a terminal': '\u001b[31mfw-1\u001b[0m\u001b]0;title\u0007',
  'direction turned round': `fw-1${RIGHT_TO_LEFT}7h-4.1.11\u202C`,
  'direction isolated': '\u2066fw-1\u2067evil\u2069\u2069',
  'zero width': `fw${ZERO_WIDTH}-1\uFEFF\u200D`,
  'blanks that nobody sees': 'fw-1\u3164\u115F\u00AD\u{E0041}',
  'line separators of JavaScript': 'fw-1\u2028fw-2\u2029fw-3\u0085',
  'an icon': '$(check) fw-1 is ready $(sync~spin)',
  'a command': '[fw-1](command:panosUpgrade.upgradeDevice)',
  'a command behind zero width': `[fw-1]${ZERO_WIDTH}(command:panosUpgrade.upgradeDevice)`,
  'a link': '[fw-1](https://attacker.example/ "title") <https://attacker.example/> www.attacker.example',
  'a file': '[fw-1](file:///etc/passwd)',
  'an image': '<img src=x onerror=alert(1)> ![x](https://attacker.example/x.png)',
  'a script': '</title></main><script>alert(1)</script>" onload="alert(1)',
  'half a link': 'fw-1](command:x)',
  markdown: '# fw-1\n- *x* `code` | a | b |\n```\n~~~',
  'a formula': `=cmd|'/C calc'!A0`,
  'another formula': '@SUM(1+1)*cmd|x',
  'a formula after the end of a cell': `fw-1;=cmd|'/C calc'!A0,=1+1\t=1+1`,
  'a folder above': '../../../../etc/passwd',
  'a folder above on Windows': '..\\..\\con.txt:stream',
  'the end of a quotation': 'fw-1" is ready. Upgrade "fw-2” now',
  'half characters': 'fw-1\uD800 \uDC00',
  'heaped marks': `fw-1${'\u0301\u0315'.repeat(500)}`,
  'a megabyte': 'a'.repeat(1024 * 1024),
  'a megabyte of line breaks': '\n'.repeat(1024 * 1024),
  'a megabyte of links': '[x](command:x)'.repeat(80_000),
  'an element that is not there': '__proto__',
};

/** What is seen nowhere although it acts, and heaps of marks; never in anything that is shown. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{5}/u;
export const UNSEEN_BUT_BREAKS =
  /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{5}/u;
