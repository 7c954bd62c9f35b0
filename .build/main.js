import { bundle } from './bundle.js'

// Prints nothing unless it fails: `npm ci` shows all that it prints.
await bundle(process.argv[2] ?? 'dist')
