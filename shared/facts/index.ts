export * from './authorities.ts';
export * from './fact.ts';
export * from './law.ts';
export * from './network-facts.ts';
export * from './probe.ts';
export * from './rule.ts';
export * from './text.ts';
export * from './duration.ts';
