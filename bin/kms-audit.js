#!/usr/bin/env node
import module from 'node:module'

// From Node 22.1 on, what was compiled once need not be compiled at every start.
module.enableCompileCache?.()
// The SDK's advice about Node versions is for its developers, not for the readers of a report.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const { main } = await import('../dist/main.js')
const { processIo } = await import('../dist/lib/io.js')
process.exitCode = await main(process.argv.slice(2), processIo(process))
