/** The words of a verdict, for those who show one: small, and without the engine behind them. */
export * from './categories';
export type { Check, CheckState } from './check';
export * from './consequences';
export type { Addition, Edit, Finding, Fix, TraceStep } from './finding';
export * from './levels';
export * from './problem';
export * from './questions';
export * from './range';
export * from './severities';
