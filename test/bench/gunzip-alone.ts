import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Reads and unpacks all packed files below a folder, and does nothing with them. */
const [folder = ''] = process.argv.slice(2)
let bytes = 0
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  if (path.endsWith('.gz')) bytes += gunzipSync(readFileSync(join(folder, path))).length
process.stdout.write(String(bytes))
