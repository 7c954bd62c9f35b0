#!/usr/bin/env node
'use strict'
// Every Node must be able to parse this file, so that an old one can say what is wrong: ECMAScript 5 only.

/** Exit code of a run that could not start or broke off; Node's own 1 would mean that --fail-on matched. */
var COULD_NOT_RUN = 3

var manifest = require('../package.json')

function fail(text) {
  process.stderr.write('kms-audit: ' + text + '\n')
  process.exitCode = COULD_NOT_RUN
}

function start() {
  // For an error that nothing catches Node sets the exit code to 1, emits `exit` and prints the stack.
  process.on('uncaughtExceptionMonitor', function () {
    process.on('exit', fail.bind(null, 'Internal error. This is a bug in kms-audit:'))
  })
  // Node 22.1 and newer keep what they have compiled for the next start.
  var compileCache = require('module').enableCompileCache
  if (compileCache) compileCache()
  // The SDK's advice about Node versions is for its developers, not for the readers of a report.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

  var main = require('../dist/main.cjs').main
  var processIo = require('../dist/io.cjs').processIo
  main(process.argv.slice(2), processIo(process)).then(function (exitCode) {
    process.exitCode = exitCode
  })
}

/** The manifest says `>=20`. */
var oldest = Number(/\d+/.exec(manifest.engines.node)[0])
if (parseInt(process.versions.node, 10) < oldest) {
  fail('Node.js ' + oldest + ' or newer is required; this is ' + process.version + '. Get one from https://nodejs.org.')
} else if (!require('fs').existsSync(require('path').join(__dirname, '../dist/main.cjs'))) {
  fail('The program is not built yet. Run npm ci first, in ' + require('path').dirname(__dirname) + '.')
} else {
  start()
}
