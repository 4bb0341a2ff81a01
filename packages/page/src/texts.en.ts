/** Words of the offline page, in English. */
export const pageTextsEn = {
  title: 'ipsec-doctor',
  lead: 'Find out why an IPsec connection fails',
  explain:
    'Drop captures, logs and configurations of both ends here: files, archives, or a folder with one subfolder per host. They are read in this page and go nowhere.',
  drop: 'Drop files or folders here',
  'choose.files': 'Choose files',
  'choose.folder': 'Choose a folder',
  language: 'Language',
  given: 'Given',
  'given.files': '{count, plural, one {# file} other {# files}}, {size}',
  'given.host': 'Host of {name}',
  'given.host-hint': 'host: as folder or content tell',
  'given.remove': 'Remove {name}',
  remove: 'Remove',
  diagnose: 'Diagnose',
  stop: 'Stop',
  'save.html': 'Save the report (HTML)',
  'save.json': 'Save the result (JSON)',
  again: 'Other evidence',
  'progress.read': 'Reading {path}',
  'progress.amount': '{done} of {size}',
  'progress.judge': 'Weighing the evidence',
  'progress.open': 'Fetching what is cited',
  'progress.draw': 'Writing the report',
  'done.report': 'The report is below.',
  stopped: 'Stopped.',
  failed: 'This could not be read: {reason}',
  nothing: 'There are no files in it.',
  version: 'ipsec-doctor {version}. Works without a network; the page is not allowed to use one.',
} as const;

export type PageTextId = keyof typeof pageTextsEn;
