/** Notes on artifacts, in English. */
export const messagesEn = {
  'ingest.empty': 'The file is empty; an empty file proves nothing.',
  'ingest.archive-empty': 'The archive holds no file.',
  'ingest.unreadable': 'The file could not be opened ({reason}).',
  'ingest.ends-early': 'The file ends before what it promises; what is there was read.',
  'ingest.gzip-truncated': 'The gzip data end early; what could be unpacked was read.',
  'ingest.gzip-damaged': 'The gzip data are damaged; what could be unpacked was read.',
  'ingest.xz-damaged': 'The xz data are damaged or end early; what could be unpacked was read.',
  'ingest.zip-encrypted': 'The file is encrypted inside the archive.',
  'ingest.zip-method': 'The file is packed with method {method}, which is not supported.',
  'ingest.zip-damaged': 'The packed data are damaged; what could be unpacked was read.',
  'ingest.zip-salvaged':
    'The directory of the archive is lost; {count, plural, one {# file was} other {# files were}} found without it.',
  'ingest.tar-damaged': 'The archive is damaged; the files before the damage were read.',
  'ingest.cab-damaged': 'The cabinet is damaged; what could be unpacked was read.',
  'ingest.cab-method':
    'The files of the cabinet are packed with method {method} (3: LZX), which is not supported; unpack it with expand -F:* and hand in what is inside.',
  'ingest.checksum': 'The checksum is wrong: the content was changed or damaged.',
  'ingest.link': 'A link or device inside an archive; it is never followed.',
  'ingest.depth-limit': 'An archive inside more than {cap} others is not opened.',
  'ingest.held-archive-limit': 'An archive that cannot be read in place is opened up to {cap} bytes only.',
  'ingest.unpacked-limit': 'Unpacking stopped: all compressed evidence together may take {cap} bytes.',
  'ingest.ratio-limit':
    'Unpacking stopped: more than {cap} bytes came out of each byte, as from an archive made to exhaust its reader.',
  'ingest.sections-limit': 'Only the first {cap} of {seen} sections were read.',
  'ingest.text-limit': 'Reading stopped after {cap} bytes.',
  'ingest.text-unknown': 'A text that no reader knows ({lines, plural, one {# line} other {# lines}}).',
  'ingest.binary-unknown': 'Binary data that no reader knows.',
  'ingest.binary-format': 'A file of the format {format}, which is not read.',
  'ingest.private-key': 'A private key; it is not looked into.',
  'ingest.first-fault':
    '{count, plural, one {One place could not be read} other {# places could not be read}}, the first: {reason}',
  'ingest.capture-truncated':
    'The capture ends in the middle of a packet; {packets, plural, one {# packet was} other {# packets were}} read.',
  'ingest.capture-cut':
    'The capture kept only the beginning of {messages, plural, one {# IKE message} other {# IKE messages}}{unread, plural, =0 {} one {, and of one too little to tell what it is} other {, and of # too little to tell what they are}}: capture whole packets (tcpdump -s 0).',
  'ingest.capture-empty': 'The capture holds no packet; that proves nothing.',
  'ingest.events-empty': 'The event log holds no record; that proves nothing.',
  'ingest.events-other':
    'The event log was read ({records, plural, one {# record} other {# records}}); none of it speaks of IPsec.',
  'ingest.trace':
    'A trace: {events, plural, one {# event} other {# events}} of IKE and {packets, plural, one {# packet} other {# packets}} were read.',
  'ingest.trace-rest':
    'A trace: {events, plural, one {# event} other {# events}} of IKE and {packets, plural, one {# packet} other {# packets}} were read. {unread, plural, =0 {} one {# event of other providers was not ({providers}); tracerpt or netsh trace convert makes it text on a Windows host. } other {# events of other providers were not ({providers}); tracerpt or netsh trace convert makes them text on a Windows host. }}{messages, plural, =0 {} one {# message is of the trace preprocessor, and only the symbols of its program tell what it says.} other {# messages are of the trace preprocessor, and only the symbols of their programs tell what they say.}}',
  'ingest.trace-compressed':
    'The buffers of the trace are compressed, and are not read; tracerpt or netsh trace convert makes them text on a Windows host.',
  'ingest.trace-converted':
    'A trace whose packets are left out: a capture that was made of it is there as well, and the same packets twice would count as more.',
  'ingest.trace-packets':
    'The trace holds more packets than can be kept, and none of them was read; etl2pcapng makes a capture of them.',
  'ingest.reader-failed': 'Reading was given up: {reason}',
  'ingest.reader-memory': 'Left out: reading it took more memory than there is',
  'ingest.reader-stuck': 'Left out: reading it did not come to an end',
  'ingest.manifest-differs':
    '{count, plural, one {One file is} other {# files are}} not as the manifest says, the first: {name}; what it says of {count, plural, one {it} other {them}} was not used.',
} as const;
