import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../features.js';
import { manifestFiles } from './manifest.js';

// npm run manifests
for (const [name, text] of Object.entries(manifestFiles(features))) {
  writeFileSync(join('manifests', name), text);
}
