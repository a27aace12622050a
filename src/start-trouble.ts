/** Codes of the machine for a folder or file that cannot be written. */
const folderCodes = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOSPC'];
/** PostgreSQL does not answer. */
const silentCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'];
/** PostgreSQL answers no: wrong password or role, no such database. */
const refusedCodes = ['28P01', '28000', '3D000', '42501', '53300'];
const damagedCodes = ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'];

/**
 * What a person can do about a failed start that none of our own errors describes, by the code that the
 * machine or the database gave; null when it is not of that kind.
 */
export function startTrouble(error: unknown): string | null {
  for (let fault = error; fault instanceof Error; fault = fault.cause) {
    const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
    if (folderCodes.includes(code) && 'path' in fault) {
      return `The data folder cannot be used: ${fault.message}. Let this user write there, or set DATA_DIRECTORY to another folder, for example DATA_DIRECTORY=./data`;
    }
    if (silentCodes.includes(code)) {
      return `PostgreSQL cannot be reached: ${fault.message}. Check that it runs, and DATABASE_URL.`;
    }
    if (refusedCodes.includes(code)) {
      return `PostgreSQL refuses: ${fault.message}. Check name, password and database in DATABASE_URL.`;
    }
    if (damagedCodes.includes(code)) {
      return `The database file cannot be read: ${fault.message}. Put a backup in its place, or name another file in DATABASE_URL or folder in DATA_DIRECTORY. The playground begins anew with: npm start -- --fresh`;
    }
  }
  return null;
}
