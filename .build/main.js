import { join } from 'node:path'
import { bundle } from './bundle.js'
import { writeTypes } from './types.js'

const folder = process.argv[2] ?? 'dist'

// Prints nothing unless it fails: `npm ci` shows all that it prints.
await bundle(folder)
await writeTypes('index.ts', join(folder, 'types'))
