import { fillCommand, fillText, type Places, valuesOf } from './fill.ts';
import type { CollectionHost } from './host.ts';
import { type JournalEntry, journalLine, readJournal } from './journal.ts';
import type { RecordedChange, StepResult } from './manifest.ts';
import { type Change, changes, type Plan, type Step } from './types.ts';

/** Why a change is not made. */
export class NotChanged extends Error {
  readonly outcome: StepResult['outcome'];

  constructor(message: string, outcome: StepResult['outcome'] = 'failed') {
    super(message);
    this.outcome = outcome;
  }
}

/** Makes changes, each of them journalled before, and takes them back. */
export class Changes {
  readonly #host: CollectionHost;
  readonly #plan: Plan;
  readonly #places: Places;
  #count = 0;
  readonly #open: JournalEntry[] = [];
  readonly #record = new Map<number, RecordedChange>();

  constructor(host: CollectionHost, plan: Plan, places: Places) {
    this.#host = host;
    this.#plan = plan;
    this.#places = places;
  }

  /** All changes so far, in order. */
  get record(): RecordedChange[] {
    return [...this.#record.values()];
  }

  /** Steps whose changes are not taken back, the latest first. */
  get open(): readonly JournalEntry[] {
    return [...this.#open].reverse();
  }

  /** Makes the change of a step. Throws `NotChanged` where it is not made, with what was begun taken back. */
  async make(step: Step): Promise<string | null> {
    const change = changes(step);
    if (change === null) return null;
    switch (change.kind) {
      case 'registry': {
        const was = await this.#host.readValue(change.key, change.name);
        const now = `${change.type}:${change.data}`;
        if (was === now) return 'is so already';
        const entry = await this.begin(step, `${change.key}\\${change.name}`, was ?? 'absent', now);
        await this.#attempt(step, entry, () => this.#host.writeValue(change.key, change.name, now));
        return null;
      }
      case 'file': {
        const path = fillText(change.path, valuesOf(this.#places));
        if (await this.#host.exists(path)) throw new NotChanged(`${path} is there already`);
        const entry = await this.begin(step, path, 'absent', 'written');
        const text = change.lines.map((line) => `${fillText(line, valuesOf(this.#places))}\n`).join('');
        await this.#attempt(step, entry, async () => {
          await this.#host.create(path, text);
          await this.#must(change.apply, step.seconds);
        });
        return null;
      }
      case 'setting': {
        const read = await this.#ask(change.read, step.seconds);
        const pattern = new RegExp(change.pattern);
        const line = read.text.split(/\r?\n/).find((one) => pattern.test(one));
        if (read.code !== 0 || line === undefined) throw new NotChanged('what it is set to cannot be read');
        const found = pattern.exec(line)?.[1] ?? '';
        const was = found === '' ? change.unset : found;
        const entry = await this.begin(step, (change.set[0] ?? []).join(' '), was, 'set');
        await this.#attempt(step, entry, async () => {
          for (const command of change.set) await this.#must(command, step.seconds);
        });
        return null;
      }
      case 'saved': {
        const saved = { saved: this.#savedPath(change.file) };
        const { code } = await this.#ask(change.save, step.seconds, saved);
        if (code !== 0 || ((await this.#host.size(this.#savedName(change.file))) ?? 0) === 0)
          throw new NotChanged('what it is set to could not be saved');
        const entry = await this.begin(step, (change.set[0] ?? []).join(' '), this.#savedName(change.file), 'set');
        await this.#attempt(step, entry, async () => {
          for (const command of change.set) await this.#must(command, step.seconds);
        });
        return null;
      }
      case 'service': {
        const { text } = await this.#ask(change.running, step.seconds);
        if (!text.split(/\s+/).includes(change.runs)) throw new NotChanged(`${change.service} does not run`, 'skipped');
        const entry = await this.begin(step, change.service, 'running', 'restarted');
        await this.#attempt(step, entry, async () => {
          await this.#must(change.stop, step.seconds);
          await this.#must(change.start, step.seconds);
        });
        await this.#takeBack(step, entry);
        return null;
      }
      case 'renew':
        throw new NotChanged('is run as a command');
    }
  }

  /** Writes down that a change is about to be made. */
  async begin(step: Step, what: string, was: string, now: string): Promise<JournalEntry> {
    this.#count += 1;
    const entry = { number: this.#count, step: step.id, was };
    await this.#host.note(journalLine('change', entry.number, step.id, was));
    this.#open.push(entry);
    this.#record.set(entry.number, { step: step.id, what, was, now, restored: false });
    return entry;
  }

  /** A change that needs no way back, or has been put back. */
  async end(entry: JournalEntry): Promise<void> {
    await this.#host.note(journalLine('undone', entry.number));
    const at = this.#open.findIndex(({ number }) => number === entry.number);
    if (at >= 0) this.#open.splice(at, 1);
    const known = this.#record.get(entry.number);
    if (known !== undefined) this.#record.set(entry.number, { ...known, restored: true });
  }

  /** Puts back what a step changed; null: there is nothing. Rejects when that fails, and it stays open. */
  async restore(of: string): Promise<string | null> {
    const entry = this.#open.find(({ step }) => step === of);
    const step = this.#plan.steps.find(({ id }) => id === of);
    if (entry === undefined || step === undefined) return null;
    await this.#takeBack(step, entry);
    return entry.was;
  }

  /** Puts back everything that is open, the latest first; what cannot be put back stays open and is told. */
  async restoreAll(): Promise<string[]> {
    const failed: string[] = [];
    for (const entry of this.open) {
      const step = this.#plan.steps.find(({ id }) => id === entry.step);
      try {
        if (step === undefined) throw new Error('the plan has no such step');
        await this.#takeBack(step, entry);
      } catch (error) {
        failed.push(`${entry.step}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return failed;
  }

  /** Takes over what the journal of a collector that died says is open. */
  resume(text: string): void {
    const { all, open } = readJournal(text);
    this.#count = Math.max(0, ...all.map(({ number }) => number));
    for (const entry of [...open].reverse()) {
      this.#open.push(entry);
      this.#record.set(entry.number, {
        step: entry.step,
        what: entry.step,
        was: entry.was,
        now: null,
        restored: false,
      });
    }
  }

  async #attempt(step: Step, entry: JournalEntry, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.#takeBack(step, entry);
      throw error;
    }
  }

  async #takeBack(step: Step, entry: JournalEntry): Promise<void> {
    const change = changes(step);
    if (change === null) await this.#host.capture?.abandon();
    else await this.#undo(change, entry.was, step.seconds);
    await this.end(entry);
  }

  async #undo(change: Change, was: string, seconds: number): Promise<void> {
    switch (change.kind) {
      case 'registry':
        if (was !== 'absent' && !/^REG_DWORD:[0-9]{1,10}$/.test(was)) throw new Error('the journal has no such value');
        await this.#host.writeValue(change.key, change.name, was === 'absent' ? null : was);
        return;
      case 'file': {
        const path = fillText(change.path, valuesOf(this.#places));
        if (await this.#host.exists(path)) await this.#host.remove(path);
        await this.#must(change.apply, seconds);
        return;
      }
      case 'setting':
        if (!/^[-+,a-z0-9]{1,500}$/.test(was)) throw new Error('the journal has no such setting');
        for (const command of change.undo) await this.#must(command, seconds, { was });
        return;
      case 'saved':
        for (const command of change.undo) await this.#must(command, seconds, { saved: this.#savedPath(change.file) });
        return;
      case 'service': {
        const { text } = await this.#ask(change.running, seconds);
        if (!text.split(/\s+/).includes(change.runs)) await this.#must(change.start, seconds);
        return;
      }
      case 'renew':
        return;
    }
  }

  #savedName(file: string): string {
    return `${this.#places.host}_${file}`;
  }

  #savedPath(file: string): string {
    const between = this.#plan.system === 'windows' ? '\\' : '/';
    return `${this.#places.out}${between}${this.#savedName(file)}`;
  }

  #ask(
    command: readonly string[],
    seconds: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly code: number | null; readonly text: string }> {
    return this.#host.ask(fillCommand(command, this.#places, more), seconds);
  }

  async #must(command: readonly string[], seconds: number, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const { code } = await this.#ask(command, seconds, more);
    if (code !== 0) throw new Error(`${command.slice(0, 3).join(' ')} ended with ${code ?? 'no status'}`);
  }
}
