/**
 * `npm run lock` after `npm install`: drops from package-lock.json the optional packages of platforms for which the registry
 * gave no entry. `npm ci` refuses a lock file that names an optional package without one, even for another platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const PATH = 'package-lock.json';
const lock = JSON.parse(readFileSync(PATH, 'utf8'));

/**
 * Whether the lock file holds the package where the importer would find it.
 * @param {string} importer
 * @param {string} name
 */
function hasEntry(importer, name) {
  for (let at = importer; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in lock.packages) return true;
    if (at === '') return false;
  }
}

let dropped = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (hasEntry(path, name)) continue;
    delete entry.optionalDependencies[name];
    dropped += 1;
  }
}
writeFileSync(PATH, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${dropped} dropped\n`);
