import { Encrypter } from 'age-encryption';
import { UsageError } from './evidence.ts';
import type { WholeFile } from './bundle-file.ts';

/** Takes octets one piece after another. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  /** Everything was written. */
  end(): Promise<void>;
}

/** What is written goes to the file as it is, or encrypted to recipients in the format of age (age-encryption.org/v1), never in clear on the disk. */
export async function sinkTo(file: WholeFile, recipients: readonly string[]): Promise<ByteSink> {
  if (recipients.length === 0)
    return {
      write: async (bytes) => file.write(bytes),
      end: async () => undefined,
    };
  const encrypter = new Encrypter();
  for (const one of recipients)
    try {
      encrypter.addRecipient(one);
    } catch {
      throw new UsageError('--recipient wants a public key of age, age1…');
    }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encrypted = await encrypter.encrypt(readable);
  let failure: unknown = null;
  const pumped = (async (): Promise<void> => {
    const reader = encrypted.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      file.write(value);
    }
  })().catch((error: unknown) => {
    failure = error;
    void writer.abort(error).catch(() => undefined);
  });
  return {
    async write(bytes) {
      if (failure !== null) throw failure;
      await writer.write(new Uint8Array(bytes));
    },
    async end() {
      await writer.close();
      await pumped;
      if (failure !== null) throw failure;
    },
  };
}
