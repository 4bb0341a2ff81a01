export * from './source.ts';
export * from './facts.ts';
export * from './log.ts';
export * from './configuration.ts';
export * from './secret.ts';
