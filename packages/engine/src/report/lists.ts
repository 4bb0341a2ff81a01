import type { Diagnosis } from '../document/types.ts';
import { clockLine, fileStatus } from './look-up.ts';
import type { Sheet } from './sheet.ts';
import { padEnd, textWidth, truncate } from './width.ts';

const caps = { sas: 8, files: 24, limits: 10 };

/** The security associations with what was seen of each. */
export function drawAssociations(sheet: Sheet, doc: Diagnosis): void {
  if (doc.securityAssociations.length === 0) return;
  sheet.heading('heading.sas');
  sheet.some(doc.securityAssociations, caps.sas, 'sa.more', '  ', (sa) => {
    const { sentSeen, arrivedSeen } = sa.counters;
    const counted = [
      sentSeen === undefined ? null : sheet.say('sa.sent', { n: sentSeen }),
      arrivedSeen === undefined ? null : sheet.say('sa.arrived', { n: arrivedSeen }),
    ].filter((part) => part !== null);
    const kind = [sa.mode, sa.encapsulation === 'none' ? null : `in ${sa.encapsulation.toUpperCase()}`].filter(
      (part) => part !== null,
    );
    sheet.line(
      `  ${sa.protocol} ${sheet.paint.cyan(sa.spi)}  ${sa.from ?? '?'} → ${sa.to ?? '?'}  ${kind.join(' ')}  ${counted.join(', ')}`.trimEnd(),
    );
  });
}

/** The hosts, and how their clocks relate. */
export function drawHosts(sheet: Sheet, doc: Diagnosis): void {
  if (doc.hosts.length > 0) {
    sheet.heading('heading.hosts');
    for (const host of doc.hosts) {
      const parts = [
        host.addresses.slice(0, 4).join(', '),
        host.product ?? '',
        host.observed ? sheet.say('host.files', { count: host.coverage.length }) : sheet.say('host.unobserved'),
      ].filter((part) => part !== '');
      sheet.line(`  ${sheet.paint.bold(padEnd(host.label, 12))} ${parts.join('; ')}`);
    }
  }
  const clocks = doc.clocks.filter((clock) => clock.host !== null);
  if (clocks.length === 0) return;
  sheet.heading('heading.clocks');
  for (const clock of clocks) {
    const files = clock.artifacts.map((id) => doc.artifacts.find((artifact) => artifact.id === id)?.path ?? id);
    sheet.line(
      `  ${clockLine(sheet.say, clock, doc.clocks)}${sheet.paint.dim(` (${truncate(files.join(', '), 60)})`)}`,
    );
  }
}

/** The files given, how far they were read, and what was left out. */
export function drawFiles(sheet: Sheet, doc: Diagnosis): void {
  const { paint } = sheet;
  if (doc.artifacts.length > 0) {
    sheet.heading('heading.files');
    // What could not be read comes first when the list is cut: it is what the reader must know.
    const ordered = [...doc.artifacts].sort((a, b) => Number(a.status === 'read') - Number(b.status === 'read'));
    const files = sheet.full || doc.artifacts.length <= caps.files ? doc.artifacts : ordered;
    const pathWidth = Math.min(Math.max(...files.map(({ path }) => textWidth(path))), 44);
    const formatWidth = Math.min(Math.max(...files.map(({ format }) => textWidth(format))), 20);
    const hostWidth = Math.min(Math.max(...files.map(({ host }) => textWidth(host ?? '-'))), 16);
    sheet.some(files, caps.files, 'file.more', '  ', (file) => {
      const { status, note } = fileStatus(sheet.say, file);
      const tint = file.status === 'read' ? paint.green : file.status === 'unsupported' ? paint.dim : paint.yellow;
      sheet.line(
        `  ${padEnd(truncate(file.path, pathWidth), pathWidth)}  ${padEnd(file.host ?? '-', hostWidth)}  ${padEnd(file.format, formatWidth)}  ${tint(status)}  ${paint.dim(sheet.say('file.records', { count: file.records }))}`,
      );
      if (note !== null) sheet.block('      ', note, paint.dim);
    });
  }
  if (doc.limits.length === 0) return;
  sheet.heading('heading.limits');
  sheet.some(doc.limits, caps.limits, 'evidence.more', '  ', (limit) =>
    sheet.line(`  ${sheet.say('limit.line', { what: limit.what, kept: limit.kept, seen: limit.seen })}`),
  );
}
