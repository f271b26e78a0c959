import { readFileSync } from 'node:fs';

const sql = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Numbered by `user_version`: the first brings an empty file to version 1, and so on. */
export const migrations: readonly string[] = [sql('./schema-1.sql'), sql('./schema-2.sql')];
export const mediaSql = sql('./media.sql');
export const finishSql = `${sql('./finish.sql')}${mediaSql}`;
