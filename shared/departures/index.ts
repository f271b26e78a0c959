export * from './answers.ts';
export * from './calendar.ts';
export * from './moment.ts';
export * from './preview.ts';
export * from './receipt.ts';
export * from './say.ts';
export * from './view.ts';
