// Runs one SQL query in a DuckDB that the bench has installed and prints the first value of the answer.
//
//   node test/bench/duckdb.mjs PACKAGE_FOLDER THREADS SQL
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder, threads, sql] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(path.join(folder, 'package.json'))('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const reader = await connection.runAndReadAll(sql);
console.log(String(reader.getRows()[0][0]));
