/** Version of the tool, the same in every package; a test holds it against package.json. */
export const toolVersion = '0.1.0';

/** Version of the message catalogue the prose of a document is made from: it changes with the tool only. */
export const catalogueVersion: string = toolVersion;
