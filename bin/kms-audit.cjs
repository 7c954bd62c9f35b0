#!/usr/bin/env node
'use strict'
const { enableCompileCache } = require('node:module')

// From Node 22.1 on, what was compiled once need not be compiled at every start.
enableCompileCache?.()
// The SDK's advice about Node versions is for its developers, not for the readers of a report.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const { main } = require('../dist/main.cjs')
const { processIo } = require('../dist/io.cjs')
void main(process.argv.slice(2), processIo(process)).then(exitCode => (process.exitCode = exitCode))
