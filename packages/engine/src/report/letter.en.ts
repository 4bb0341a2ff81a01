/** Words of the letter to the other end, in English. `{…}` as in every catalogue. */
export const letterTextsEn = {
  subject: 'Subject: IPsec between {theirs} and {ours}: {when}',
  'subject.no-time': 'Subject: IPsec between {theirs} and {ours}',
  hello: 'Hello,',
  'intro.ask':
    'an IPsec connection between your end ({theirs}) and ours ({ours}) does not come up or does not carry traffic. What we have does not settle why. The points below, from your end, would.',
  'intro.tell':
    'an IPsec connection between your end ({theirs}) and ours ({ours}) does not come up or does not carry traffic. As far as the evidence goes, what has to change lies at your end; the details are below.',
  'intro.tell-both':
    'an IPsec connection between your end ({theirs}) and ours ({ours}) does not come up or does not carry traffic. The two ends do not fit each other; either can be changed, so please tell us which one should be. The details are below.',
  'intro.ours':
    'an IPsec connection between your end ({theirs}) and ours ({ours}) does not come up or does not carry traffic. The cause is found and lies at our end; this is for your information, and nothing is needed from you.',
  'ours.nat': 'our gateway behind a NAT',
  'heading.attempt': 'The attempt',
  'time.theirs': 'Time: {when} as your clock shows it ({clock}).',
  'time.utc':
    'Time: {when} UTC by our time line. We know nothing of your clock, so please look some minutes around it.',
  'time.undated': 'Time: {when} by our time line; no source tells the year.',
  'time.unknown': 'Time: not known.',
  'when.span': '{first} to {last}',
  'clock.ahead': 'it is {amount} ahead of our time line',
  'clock.behind': 'it is {amount} behind our time line',
  'clock.same': 'it agrees with our time line',
  attempts: 'Attempts: {count}',
  protocol: '{protocol}, started by {who}',
  'who.you': 'you',
  'who.we': 'us',
  'who.path': 'something on the way',
  'address.yours': 'Your address: {list}',
  'address.ours': 'Our address: {list}',
  'address.nat':
    'Our end is behind a NAT: with you we arrive from an address of the NAT, which we do not know from here.',
  cookies: 'Cookies (SPIs) of the attempts, initiator and responder:',
  'spis.child': 'SPIs of the child SAs: {list}',
  'offers.yours': 'You offered: {list}',
  'offers.ours': 'We offered: {list}',
  'heading.far': 'How far it gets',
  'far.last': 'Last step that both ends share: {step}.',
  'far.next': 'Expected next: {step}, from {who}.',
  'far.next-nobody': 'Expected next: {step}.',
  'manner.refused': 'It is refused by {who}.',
  'manner.silent': 'There is no answer.',
  'manner.icmp': 'An ICMP error comes back.',
  'manner.undecryptable': 'A message could not be decrypted.',
  'manner.aborted-locally': 'It is broken off by {who}.',
  'heading.proven': 'What is proven',
  'proven.own': 'From what your end wrote:',
  'shown.sent': 'Identity sent: {list}',
  'shown.received': 'Proposals received: {list}',
  'shown.proposedLocal': 'Networks proposed by the initiator, its own: {list}',
  'shown.proposedRemote': 'Networks proposed by the initiator, the other end: {list}',
  'heading.change': 'What to change',
  'heading.need': 'What would settle it',
  'need.why': 'Why: {why}',
  'need.on': 'On {product}:',
  'heading.lines': 'What to look for in your log',
  'lines.intro': 'Around that time, one of these lines would tell which it is. An ellipsis stands for what varies.',
  'lines.other':
    'We know no exact wordings for {product}. What it logs about this peer at that time, in its own words, is enough.',
  'lines.none': 'For this we know no fixed wording; any line about our address at that time helps.',
  'heading.if-nothing': 'If nothing is there',
  'if-nothing':
    'If your log shows nothing at all of our address at that time, please say so too: it means that our packets do not arrive.',
  secrets: 'Please send no pre-shared key, private key or password: none is needed.',
  thanks: 'Thank you.',
} as const;

export type LetterTextId = keyof typeof letterTextsEn;
