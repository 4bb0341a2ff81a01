import { type Answer, type Ask, workshop } from './work.ts';

/** Who does the work. */
export interface Link {
  readonly send: (ask: Ask) => void;
  /** Drops everything that is under way. */
  readonly stop: () => void;
}

/**
 * A worker made of the page's own script, so that the page stays alive while files are read; where the browser refuses one, the
 * page does the work itself.
 */
export function link(script: string, hear: (answer: Answer) => void): Link {
  let worker: Worker | null = null;
  let own: ((ask: Ask) => Promise<void>) | null = null;
  let waiting: Ask[] = [];
  let ready = false;

  const here = (): void => {
    worker?.terminate();
    worker = null;
    own = workshop(hear);
    const asks = waiting;
    waiting = [];
    for (const ask of asks) void own(ask);
  };

  const begin = (): void => {
    ready = false;
    try {
      const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
      const made = new Worker(url);
      worker = made;
      made.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
        if (worker !== made) return;
        if (data.is !== 'ready') return hear(data);
        ready = true;
        URL.revokeObjectURL(url);
        for (const ask of waiting) made.postMessage(ask, []);
        waiting = [];
      });
      made.addEventListener('error', (event) => {
        if (worker !== made) return;
        event.preventDefault();
        if (!ready) here();
        else hear({ is: 'failed', reason: event.message });
      });
    } catch {
      here();
    }
  };

  begin();
  return {
    send(ask) {
      if (own !== null) void own(ask);
      else if (worker !== null && ready) worker.postMessage(ask, []);
      else waiting.push(ask);
    },
    stop() {
      waiting = [];
      // What the page itself has begun cannot be stopped; its answers are not listened to.
      if (own !== null) return;
      worker?.terminate();
      begin();
    },
  };
}
