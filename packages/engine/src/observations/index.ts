export * from './source.ts';
export * from './facts.ts';
export * from './log.ts';
export * from './configuration.ts';
