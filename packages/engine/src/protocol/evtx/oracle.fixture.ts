/** What other readers of event logs say of a file: evtxexport of libevtx, and python-evtx. Both are optional. */
import { execFile, spawnSync } from 'node:child_process';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text, where no element stands beside it. */
  readonly text: string;
}

const maxBuffer = 2 ** 29;

/** Whether evtxexport can be run. */
export function hasEvtxexport(): boolean {
  return spawnSync('evtxexport', ['-V'], { stdio: 'ignore' }).error === undefined;
}

/** The Python that knows the module Evtx; null when none does. */
export function pythonWithEvtx(): string | null {
  const found = ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import Evtx.Evtx, Evtx.Views'], { stdio: 'ignore' }).status === 0,
  );
  return found ?? null;
}

interface Ran {
  readonly failed: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program beside the test, which can go on telling how far it is. */
function run(command: string, args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(command, args, { encoding: 'utf8', maxBuffer }, (error, stdout, stderr) =>
      done({ failed: error !== null, stdout, stderr }),
    );
  });
}

/** Events by evtxexport, and what it gave up with. */
export async function byEvtxexport(
  path: string,
): Promise<{ readonly events: readonly XmlElement[]; readonly gaveUp: string }> {
  const ran = await run('evtxexport', ['-f', 'xml', path]);
  return {
    events: parseXml(ran.stdout.slice(Math.max(ran.stdout.indexOf('<Event'), 0))),
    gaveUp: ran.failed ? (ran.stderr.split('\n').find((line) => line.startsWith('lib')) ?? 'failed') : '',
  };
}

const script = `
import sys, Evtx.Evtx, Evtx.Views
with Evtx.Evtx.Evtx(sys.argv[1]) as log:
    for record in log.records():
        try:
            text = Evtx.Views.evtx_record_xml_view(record)
        except Exception as error:
            text = '<Failed why="%s"/>' % type(error).__name__
        sys.stdout.buffer.write(text.encode('utf-8', 'surrogatepass') + b'\\0\\n')
`;

/** Events by python-evtx, one after the other, and what it gave up with; an event that it cannot read is an element `Failed`. */
export async function byPython(
  python: string,
  path: string,
): Promise<{ readonly events: readonly XmlElement[]; readonly gaveUp: string }> {
  const ran = await run(python, ['-c', script, path]);
  const events = ran.stdout
    .split('\0\n')
    .filter((text) => text.trim() !== '')
    .flatMap((text) => parseXml(text));
  return { events, gaveUp: ran.failed ? (ran.stderr.trim().split('\n').at(-1) ?? 'failed') : '' };
}

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(
    /&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return references[name ?? ''] ?? whole;
    },
  );
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** As much XML as these programs write: elements, attributes, text, CDATA. */
export function parseXml(xml: string): XmlElement[] {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const pieces =
    /<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=]+="[^"]*")*)\s*(\/?)>|([^<]+)|</g;
  for (const [whole, cdata, closed, opened, attributes, empty, text] of xml.matchAll(pieces)) {
    const top = stack.at(-1) ?? root;
    if (opened !== undefined) {
      const own: Open = { name: opened, attributes: {}, children: [], text: '' };
      for (const [, name = '', value = ''] of (attributes ?? '').matchAll(/\s+([^\s=]+)="([^"]*)"/g))
        own.attributes[name] = unescape(value);
      if (empty === '/') top.children.push(own);
      else stack.push(own);
    } else if (closed !== undefined) {
      const own = stack.pop() ?? root;
      (stack.at(-1) ?? root).children.push(own.children.length > 0 ? { ...own, text: '' } : own);
    } else if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) top.text += unescape(text);
    else if (whole === '<') top.text += '<';
  }
  while (stack.length > 1) {
    const own = stack.pop() ?? root;
    (stack.at(-1) ?? root).children.push(own);
  }
  return root.children;
}

/** Every text and attribute of an element with its path, in order. */
export function flat(element: XmlElement, path = ''): string[] {
  const own = `${path}/${element.name}`;
  return [
    ...Object.entries(element.attributes).map(([name, value]) => `${own}@${name}=${value}`),
    ...(element.children.length === 0 ? [`${own}=${element.text}`] : []),
    ...element.children.flatMap((child) => flat(child, own)),
  ];
}

/** The text of the element at a path below this one; null when there is none. */
export function at(element: XmlElement, ...path: readonly string[]): string | null {
  let found: XmlElement | undefined = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found?.text ?? null;
}
