export * from './types.ts';
export { formatMessage, hasMessage } from './message.ts';
export { compareWithBaseline } from './baseline.ts';
export { verifyAgainst } from './verify.ts';
export { localise } from './localise.ts';
export { forJson, forShell, forTerminal, forTerminalDeep } from './neutralise.ts';
export { documentKeys, documentText, writeDocument, type Write } from './write.ts';
