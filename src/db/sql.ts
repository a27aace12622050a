/** Parts of statements that are put together from values and from what the code itself names. */
export { empty, join, raw, type Sql, sqltag as sql } from '@prisma/client/runtime/client';
