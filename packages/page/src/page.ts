import type { Lang } from '@ipsec-doctor/engine';
import { formatter } from '@ipsec-doctor/engine/document/formatter';
import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';
import { toolVersion } from '@ipsec-doctor/engine/version';
import { fromDrop, fromFiles, type Given } from './given.ts';
import { link } from './link.ts';
import { pageTextsEn, type PageTextId } from './texts.en.ts';
import { pageTextsKo } from './texts.ko.ts';
import type { Answer, SavedKind } from './work.ts';

const texts = formatter({ en: pageTextsEn, ko: pageTextsKo });

const saved: Readonly<Record<SavedKind, { readonly type: string; readonly name: string }>> = {
  html: { type: 'text/html;charset=utf-8', name: 'ipsec-report.html' },
  markdown: { type: 'text/markdown;charset=utf-8', name: 'ipsec-report.md' },
  json: { type: 'application/json', name: 'ipsec-result.json' },
};

/** Bytes for people. */
export function amount(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** Makes the page work: takes files, shows progress, and puts the report into it. */
export function startPage(script: string): void {
  let lang: Lang = navigator.language.startsWith('ko') ? 'ko' : 'en';
  let given: Given[] = [];
  let busy = false;
  let shown = false;
  let status: (() => string) | null = null;

  const say = (id: PageTextId, args: Record<string, string | number> = {}): string => texts.format(lang, id, args);
  const at = (id: string): HTMLElement => {
    const found = document.getElementById(id);
    if (found === null) throw new Error(`the page has no ${id}`);
    return found;
  };
  const bar = document.querySelector('progress');

  const tell = (text: (() => string) | null, value: number | null = null): void => {
    status = text;
    at('status').textContent = text === null ? '' : text();
    if (bar === null) return;
    bar.hidden = !busy;
    if (value === null) bar.removeAttribute('value');
    else bar.value = value;
  };

  const worker = link(script, (answer) => hear(answer));

  function hear(answer: Answer): void {
    if (!busy && answer.is !== 'drawn' && answer.is !== 'file') return;
    switch (answer.is) {
      case 'reading': {
        const { path, bytes, size } = answer;
        const told = (): string =>
          `${say('progress.read', { path: forTerminal(path) })}${size === null ? '' : ` (${say('progress.amount', { done: amount(bytes), size: amount(size) })})`}`;
        return tell(told, size === null || size === 0 ? null : bytes / size);
      }
      case 'judging':
        return tell(() => say('progress.judge'));
      case 'opening':
        return tell(() => say('progress.open'));
      case 'drawing':
        return tell(() => say('progress.draw'));
      case 'drawn':
        return show(answer.body);
      case 'file':
        return save(answer.kind, answer.pieces);
      case 'failed':
        busy = false;
        tell(() => say('failed', { reason: forTerminal(answer.reason).slice(0, 300) }));
        return draw();
      case 'ready':
    }
  }

  /** The report is markup of the engine's own; what the evidence holds is text in it. */
  function show(body: string): void {
    const first = !shown || busy;
    const parsed = new DOMParser().parseFromString(body, 'text/html');
    at('report').replaceChildren(...parsed.body.childNodes);
    busy = false;
    shown = true;
    tell(() => say('done.report'));
    draw();
    if (first) document.querySelector<HTMLElement>('#report main')?.focus({ preventScroll: true });
  }

  function save(kind: SavedKind, pieces: readonly string[]): void {
    const { type, name } = saved[kind];
    const url = URL.createObjectURL(new Blob([...pieces], { type }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  function add(more: readonly Given[]): void {
    const filled = more.filter(({ files }) => files.length > 0);
    given = [...given, ...filled];
    tell(filled.length === 0 ? () => say('nothing') : null);
    draw();
  }

  function diagnose(): void {
    if (given.length === 0 || busy) return;
    busy = true;
    shown = false;
    at('report').replaceChildren();
    tell(() => say('progress.read', { path: '' }));
    worker.send({ ask: 'diagnose', given, lang });
    draw();
  }

  function row(item: Given, i: number): HTMLElement {
    const line = document.createElement('li');
    const name = document.createElement('code');
    name.textContent = forTerminal(item.name) + (item.folder ? '/' : '');
    const size = document.createElement('span');
    size.className = 'dim';
    const bytes = item.files.reduce((sum, { file }) => sum + file.size, 0);
    size.textContent = say('given.files', { count: item.files.length, size: amount(bytes) });
    const host = document.createElement('input');
    host.value = item.host;
    host.placeholder = say('given.host-hint');
    host.setAttribute('aria-label', say('given.host', { name: forTerminal(item.name) }));
    host.maxLength = 60;
    host.disabled = busy;
    host.addEventListener('input', () => {
      // A label is a name of one folder: nothing that divides paths.
      const label = host.value.replaceAll(/[/\\]/g, '').trim();
      given = given.map((other, j) => (j === i ? { ...other, host: label } : other));
    });
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = say('remove');
    remove.setAttribute('aria-label', say('given.remove', { name: forTerminal(item.name) }));
    remove.disabled = busy;
    remove.addEventListener('click', () => {
      given = given.filter((_, j) => j !== i);
      draw();
      at('files').focus();
    });
    line.append(name, size, host, remove);
    return line;
  }

  function draw(): void {
    document.documentElement.lang = lang;
    document.title = shown
      ? `${document.querySelector('#report h1')?.textContent ?? ''} – ${say('title')}`
      : `${say('lead')} – ${say('title')}`;
    for (const element of document.querySelectorAll<HTMLElement>('[data-say]'))
      element.textContent = say((element.dataset['say'] ?? '') as PageTextId, { version: toolVersion });
    for (const button of document.querySelectorAll<HTMLElement>('[data-lang]'))
      button.setAttribute('aria-pressed', String(button.dataset['lang'] === lang));
    at('languages').setAttribute('aria-label', say('language'));
    at('start').hidden = shown;
    at('done').hidden = !shown;
    at('given').hidden = given.length === 0;
    at('items').replaceChildren(...given.map(row));
    at('diagnose').toggleAttribute('disabled', busy || given.length === 0);
    at('stop').hidden = !busy;
    at('shell').setAttribute('role', shown ? 'region' : 'main');
    at('shell').setAttribute('aria-label', say('title'));
    if (status !== null) at('status').textContent = status();
  }

  at('diagnose').addEventListener('click', diagnose);
  at('stop').addEventListener('click', () => {
    worker.stop();
    busy = false;
    tell(() => say('stopped'));
    draw();
  });
  at('again').addEventListener('click', () => {
    given = [];
    shown = false;
    at('report').replaceChildren();
    tell(null);
    draw();
    at('files').focus();
  });
  at('save-html').addEventListener('click', () => worker.send({ ask: 'html', lang }));
  at('save-markdown').addEventListener('click', () => worker.send({ ask: 'markdown', lang }));
  at('save-json').addEventListener('click', () => worker.send({ ask: 'json', lang }));
  for (const button of document.querySelectorAll<HTMLElement>('[data-lang]'))
    button.addEventListener('click', () => {
      lang = button.dataset['lang'] === 'ko' ? 'ko' : 'en';
      if (shown) worker.send({ ask: 'draw', lang });
      draw();
    });
  for (const id of ['files', 'folder']) {
    const input = at(id);
    input.addEventListener('change', () => {
      if (!(input instanceof HTMLInputElement) || input.files === null) return;
      add(fromFiles(input.files));
      input.value = '';
    });
  }
  const zone = at('drop');
  const over = (on: boolean): void => void zone.classList.toggle('over', on);
  // Whatever is dropped beside the field must not make the browser leave the page.
  addEventListener('dragover', (event) => {
    event.preventDefault();
    over(!shown && !busy);
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) over(false);
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer !== null && !shown && !busy) void fromDrop(event.dataTransfer).then(add);
  });
  draw();
}
