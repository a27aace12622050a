import pg from 'pg';

let made = 0;

/** A database of its own on this server, dropped at the end. */
export async function withPostgresDatabase<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  made += 1;
  const name = `baton_bench_${process.pid}_${made}`;
  const admin = new pg.Client(server);
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return await work(url.toString());
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}
