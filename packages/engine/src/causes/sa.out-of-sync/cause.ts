import { judgeDrops } from '../driver-drops.ts';
import { defineCause, fromFacts, fromSource, type CaseView, type Fact, type Opinion } from '../api.ts';
import { counterEvidence, stories, trafficDoubt, trafficTrouble, xfrmCounter, type Story } from '../traffic.ts';

/** Packets arrive and the receiver has no such SA: it restarted, or a delete got lost. */
export default defineCause({
  id: 'sa.out-of-sync',
  severity: 'high',
  references: ['IKE-10', 'IKE-18', 'LOSS-08', 'LOSS-12', 'RFC 7296 2.4', 'RFC 6290'],
  mistakenFor: ['path.esp-blocked', 'host.forwarding-or-filter'],
  explains: ['symptom.no-traffic', 'path.esp-blocked', 'ike.timeout', 'sa.rekey-failed', 'ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'list',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-sas || ipsec trafficstatus', args: [], task: 'sa-listing' },
    },
    {
      tier: 2,
      host: 'other',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: {
        shell: 'sh',
        template: 'swanctl --terminate --ike NAME && swanctl --initiate --child NAME',
        args: [],
        task: 'end-sas',
      },
    },
  ],
  judge(view): Opinion | null {
    const dropped = judgeDrops(view, 'child.unknown-spi', 60, 'host');
    if (dropped !== null) return { ...dropped, args: { ...dropped.args, spi: firstSpi(dropped) } };
    const told = view.breakPoint.phase === 'config' ? strayPackets(view) : null;
    if (told !== null) return told;
    if (view.breakPoint.phase !== 'established' && view.breakPoint.phase !== 'rekey') return null;
    // Where packets pass both ways to the end nothing is out of step, whatever was lost and made again before.
    if (view.breakPoint.phase === 'established' && trafficTrouble(view) === null && !trafficDoubt(view)) return null;
    for (const story of stories(view)) {
      if (story.sent === null || story.sent === 0 || story.sa.receiverHas === 'yes') continue;
      const losses = lostBy(view, story);
      const dated = losses.filter((fact) => sentAfter(view, story, fact));
      // A log without times, or with whole seconds, only tells that it was lost after it stood; traffic that goes on
      // alone fits, unless the loss is surely later than the last packet.
      const undated = losses.filter((fact) => wentOnAlone(view, story) && !surelyAfter(view, story, fact));
      const gone = dated.length > 0 ? dated : undated;
      const kernel = takenByKernel(view, story);
      if (gone.length === 0 && kernel.length === 0 && story.sa.receiverHas !== 'no') continue;
      // A child that was made after this one, before or after its end, put the ends in step again.
      const renewed = view
        .facts('child.established', 'child.rekeyed')
        .some((fact) => [story.to, story.from].includes(fact.host) && newer(view, fact, story));
      if (renewed || followed(view, story)) continue;
      // A sender that gave the SA up as well has finished with it.
      if (
        story.sa.senderHas === 'no' ||
        closedAt(view, story.from, story.sa.spi).some(
          (fact) => !['operator', 'restart'].includes(String(fact.args['by'])) && !sentAfter(view, story, fact),
        )
      )
        continue;
      const unknown = view.hostFacts(story.to, 'child.unknown-spi', 'message.unknown-sa');
      const noStates = xfrmCounter(view, story.to, 'XfrmInNoStates');
      const listing =
        story.sa.receiverHas === 'no'
          ? view
              .dump(story.to, 'listing')
              .filter((item) => item.of === 'sas')
              .map((item) => fromSource(item.src, 'statement'))
          : [];
      const evidence = [
        ...story.evidence,
        ...listing.slice(0, 1),
        ...fromFacts(gone.slice(0, 2)),
        ...fromFacts(kernel.slice(0, 2)),
        ...fromFacts(unknown.slice(0, 2)),
        ...counterEvidence(noStates),
      ];
      const heldBySender = story.sa.senderHas === 'yes';
      // A receiver that never had it did not lose it: then the exchange was not completed there.
      const had = story.sa.facts.some((fact) => fact.host === story.to && fact.code === 'child.established');
      if (!had && view.end(story.to).hasLog) continue;
      const sure =
        dated.length > 0 || (undated.length === 0 && had && (unknown.length > 0 || (story.arrived ?? 0) > 0));
      return {
        stand: sure && heldBySender ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        weight: 65,
        at: story.to,
        direction: { from: story.from, to: story.to },
        args: { from: story.from, to: story.to, spi: story.sa.spi },
        details: {
          spi: story.sa.spi,
          sent: story.sent,
          arrived: story.arrived,
          lostBy: gone[0]?.code ?? kernel[0]?.code ?? null,
        },
        needs: [
          { host: story.to, what: 'sa-listing' },
          { host: story.to, what: 'log' },
        ],
      };
    }
    return null;
  },
});

/** The SPI that a record of drops names, where it names one. */
function firstSpi(opinion: Opinion): string {
  for (const { source } of opinion.for) {
    const found = /SPI=(?:0x)?([0-9a-fA-F]{1,10})/.exec(source.quote);
    if (found !== null) return found[1] ?? '';
  }
  return '';
}

/**
 * The receiver tells of protected packets on an SPI it does not have, and nothing else is known of the two: they arrive, and one end has
 * an SA that the other has not. Around a rekeying that is harmless (note.bad-spi-after-rekey), so it only points here.
 */
function strayPackets(view: CaseView): Opinion | null {
  const facts = view.facts('child.unknown-spi').filter((fact) => fact.args['what'] === 'packet');
  const [first] = facts;
  if (first === undefined || view.facts('child.established', 'child.rekeyed').length > 0) return null;
  const from = first.host === view.initiator.label ? view.responder.label : view.initiator.label;
  const spi = String(first.args['spi'] ?? '');
  return {
    stand: 'indicates',
    for: fromFacts(facts.slice(0, 3)),
    against: [],
    weight: 65,
    at: first.host,
    direction: { from, to: first.host },
    args: { from, to: first.host, spi },
    details: { spi: spi === '' ? null : spi, sent: null, arrived: facts.length, lostBy: null },
    needs: [
      { host: first.host, what: 'sa-listing' },
      { host: from, what: 'sa-listing' },
    ],
  };
}

/** What took the SA away at the receiver after it stood there: a restart of its daemon, or a close of its own. */
function lostBy(view: CaseView, story: Story): readonly Fact[] {
  const made = story.sa.facts.find((fact) => fact.host === story.to && fact.code === 'child.established');
  if (made === undefined) return [];
  const later = (fact: Fact): boolean => fact.src.artifact === made.src.artifact && fact.seq > made.seq;
  const restarts = view.hostFacts(story.to, 'daemon.started').filter(later);
  return [...restarts, ...closedAt(view, story.to, story.sa.spi).filter(later)];
}

/**
 * What the kernel of the receiver told of the end of this SA while packets went on leaving on it. Its events have no zone and share
 * nothing with other records to measure their clock by: they never settle anything.
 */
function takenByKernel(view: CaseView, story: Story): readonly Fact[] {
  return view
    .hostFacts(story.to, 'kernel.sa-deleted', 'kernel.expire', 'kernel.flushed')
    .filter((fact) =>
      fact.code === 'kernel.flushed'
        ? fact.args['what'] === 'state'
        : fact.args['spi'] === story.sa.spi && (fact.code === 'kernel.sa-deleted' || fact.args['hard'] === true),
    )
    .filter((fact) => fact.src.time !== null && sentAfter(view, story, fact));
}

/** Packets went on leaving on the SA after this moment; by the captures' times. */
function sentAfter(view: CaseView, story: Story, fact: Fact): boolean {
  const { common: at, error } = view.timesOf(fact);
  const last = story.sa.leaving?.last ?? null;
  if (at !== null && last !== null && last > at + error + 100_000_000n) return true;
  // A log without times, or with whole seconds only: the delete on the wire that never arrived dates the close.
  const receiver = view.initiator.label === story.to ? 'initiator' : 'responder';
  // The last that it said: what was lost before (a probe of another address, RFC 4555 3.10) ended nothing.
  const farewell = view.rows.findLast((row) => row.sender === receiver && row.at !== null);
  return (
    farewell?.at != null &&
    last !== null &&
    farewell.exchange.toUpperCase() === 'INFORMATIONAL' &&
    farewell.seenLeaving === 'yes' &&
    farewell.seenArriving === 'no' &&
    last > farewell.at + 100_000_000n
  );
}

/** The loss is later than the last packet whatever the clocks' error. */
function surelyAfter(view: CaseView, story: Story, fact: Fact): boolean {
  const { common: at, error } = view.timesOf(fact);
  const last = story.sa.leaving?.last ?? null;
  if (last === null) return false;
  if (at !== null) return at - error > last;
  // A log without times: its word of the end that a capture shows coming after the last packet.
  const receiver = view.initiator.label === story.to ? 'initiator' : 'responder';
  return view.rows.some(
    (row) =>
      row.exchange.toUpperCase() === 'INFORMATIONAL' &&
      row.sender === receiver &&
      row.at !== null &&
      row.at > last &&
      (row.seenLeaving === 'yes' || row.seenArriving === 'yes'),
  );
}

/** At one vantage at least three more packets left this way after the last one that came back. */
function wentOnAlone(view: CaseView, story: Story): boolean {
  return [story.sa.leaving, story.sa.arriving].some((mine) => {
    if (mine?.last == null) return false;
    const back = stories(view)
      .filter((other) => other.from === story.to && other.to === story.from)
      .flatMap((other) => [other.sa.leaving, other.sa.arriving])
      .filter((sighting) => sighting?.artifact === mine.artifact);
    const packets = back.reduce((sum, sighting) => sum + (sighting?.packets ?? 0), 0);
    const last = back.reduce((best, sighting) => {
      const at = sighting?.last ?? null;
      return at !== null && at > best ? at : best;
    }, 0n);
    return packets > 0 && mine.packets - packets >= 3 && mine.last - last > 400_000_000n;
  });
}

/** Packets of another SA of the same direction came to the receiver after the last one of this SA: the ends went on with that one. */
function followed(view: CaseView, { sa }: Story): boolean {
  const last = (sa.leaving ?? sa.arriving)?.last ?? null;
  return (
    last !== null &&
    view.sas.some(
      (other) =>
        other !== sa &&
        other.from === sa.from &&
        other.to === sa.to &&
        other.arriving?.first != null &&
        other.arriving.first > last,
    )
  );
}

/** A child made on this host after the one this SA belongs to. */
function newer(view: CaseView, fact: Fact, story: Story): boolean {
  const made = view
    .facts('child.established')
    .find(
      (item) =>
        item.host === fact.host && (item.args['spiIn'] === story.sa.spi || item.args['spiOut'] === story.sa.spi),
    );
  return made !== undefined && fact.src.artifact === made.src.artifact && fact.seq > made.seq;
}

/** Facts that end the SA on a host: its own close, or the end of the IKE SA it belongs to. */
function closedAt(view: CaseView, host: string, spi: string): readonly Fact[] {
  const closed = view
    .facts('child.closed')
    .filter((fact) => fact.host === host && (fact.args['spiIn'] === spi || fact.args['spiOut'] === spi));
  const made = view
    .facts('child.established')
    .find((fact) => fact.host === host && (fact.args['spiIn'] === spi || fact.args['spiOut'] === spi));
  const renewedIke = view.facts('ike.rekeyed').some((fact) => fact.host === host);
  const ended = renewedIke
    ? []
    : view
        .facts('ike.deleted')
        .filter(
          (fact) => fact.host === host && made !== undefined && fact.session === made.session && fact.seq > made.seq,
        );
  const replaced = view.facts('child.rekeyed').filter((fact) => fact.host === host && fact.args['oldSpiIn'] === spi);
  return [...closed, ...ended, ...replaced];
}
