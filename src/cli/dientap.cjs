#!/usr/bin/env node
'use strict'
// Plain old JavaScript: an older Node must be able to read this file and say what is missing.
var major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    'dientap needs Node 24 or newer; this is Node ' +
      process.versions.node +
      '. Get it from nodejs.org or with: npm install --save-dev node@24'
  )
  process.exitCode = 6
} else {
  var fs = require('node:fs')
  var path = require('node:path')
  // What was compiled once is read from Node's cache the next time.
  require('node:module').enableCompileCache()
  // A clone runs its sources; the published package carries built JavaScript only.
  var source = path.join(__dirname, 'main.ts')
  var main = fs.existsSync(source) ? source : path.join(__dirname, '../../dist/cli/main.js')
  import(require('node:url').pathToFileURL(main).href)
}
