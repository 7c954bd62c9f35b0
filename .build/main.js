import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundle } from './bundle.js'
import { manPageText } from './man-page.js'
import { writeSchemas } from './schemas.js'
import { writeTypes } from './types.js'

const folder = process.argv[2] ?? 'dist'

// Prints nothing unless it fails: `npm ci` shows all that it prints.
await bundle(folder)
await writeTypes('index.ts', join(folder, 'types'))
await writeSchemas(folder)
await writeFile(join(folder, 'kms-audit.1'), await manPageText())
