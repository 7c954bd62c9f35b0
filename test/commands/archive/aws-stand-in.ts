import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * `aws s3 cp` and `aws s3 sync` over a directory for each bucket, as the reference of the AWS CLI describes them: a file
 * that one of the later filters includes is copied.
 * https://docs.aws.amazon.com/cli/latest/reference/s3/index.html#use-of-exclude-and-include-filters
 */
const SCRIPT = `#!/usr/bin/env node
const { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } = require('node:fs')
const { basename, dirname, join, relative } = require('node:path')
const [service, command, source, target, ...options] = process.argv.slice(2)
if (service !== 's3' || !source.startsWith('s3://')) throw new Error('not understood')
const from = join(process.env.BUCKETS, source.slice('s3://'.length))
const copy = (path, to) => (mkdirSync(dirname(to), { recursive: true }), copyFileSync(path, to))
if (command === 'cp' && !options.includes('--recursive')) {
  if (!existsSync(from)) process.exit(1)
  copy(from, target.endsWith('/') ? join(target, basename(from)) : target)
} else {
  const matches = (glob, name) => new RegExp('^' + glob.replaceAll('.', '[.]').replaceAll('*', '.*') + '$').test(name)
  const isChosen = name => {
    let chosen = true
    for (let at = 0; at < options.length; at++) {
      if (options[at] === '--exclude' && matches(options[at + 1], name)) chosen = false
      if (options[at] === '--include' && matches(options[at + 1], name)) chosen = true
    }
    return chosen
  }
  const all = existsSync(from) ? readdirSync(from, { recursive: true, withFileTypes: true }) : []
  for (const entry of all.filter(each => each.isFile())) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    const to = join(target, relative(from, path))
    const isSame = command === 'sync' && existsSync(to) && statSync(to).size === statSync(path).size
    if (isChosen(relative(from, path)) && !isSame) copy(path, to)
  }
}
`

/** Runs commands in a shell in which \`aws\` copies from directories below \`buckets\`. Returns what was printed. */
export function pasteIntoShell(commands: string, buckets: string, directory: string): string {
  const bin = join(directory, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'aws'), SCRIPT)
  chmodSync(join(bin, 'aws'), 0o755)
  const env = { ...process.env, BUCKETS: buckets, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  const { status, stdout, stderr } = spawnSync('sh', ['-eu'], {
    input: commands,
    cwd: directory,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`)
  return stdout + stderr
}
