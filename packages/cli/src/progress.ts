import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';

/** Tells on standard error what is being read, once work takes longer than a second and somebody is there to see it. */
export interface Progress {
  readonly tell: (path: string, bytes: number, size: number | null) => void;
  readonly done: () => void;
}

const mebibyte = 2 ** 20;

export function progress(): Progress {
  const { stderr } = process;
  const start = performance.now();
  let last = 0;
  let shown = false;
  return {
    tell(path, bytes, size) {
      const now = performance.now();
      if (!stderr.isTTY || now - start < 1000 || now - last < 200) return;
      last = now;
      shown = true;
      const amount = `${(bytes / mebibyte).toFixed(0)} MiB`;
      const of = size === null ? amount : `${amount} of ${(size / mebibyte).toFixed(0)} MiB`;
      stderr.write(`\r\u001b[2K${forTerminal(path).slice(-50)}: ${of}`);
    },
    done() {
      if (shown) stderr.write('\r\u001b[2K');
    },
  };
}
