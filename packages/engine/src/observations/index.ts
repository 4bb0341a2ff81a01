export * from './source.ts';
export * from './facts/index.ts';
export * from './log.ts';
export * from './configuration.ts';
export * from './secret.ts';
export * from './keys.ts';
export * from './policy.ts';
