export * from './types.ts';
export { formatMessage, hasMessage } from './message.ts';
export { wasRead } from './artifacts.ts';
export { compareWithBaseline } from './baseline.ts';
export { verifyAgainst } from './verify.ts';
export { localise } from './localise.ts';
export {
  forHtml,
  forJson,
  forMarkdown,
  forMarkdownCell,
  forMarkdownCode,
  forShell,
  forTerminal,
  forTerminalDeep,
} from './neutralise.ts';
export { type Excerpt, type ExcerptLine, type ExcerptPacket, type Excerpts, noExcerpts } from './excerpts.ts';
export { documentKeys, documentText, writeDocument, type Write } from './write.ts';
