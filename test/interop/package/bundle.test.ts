import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

interface Manifest {
  scripts: Record<string, string>
  dependencies?: Record<string, string>
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest

let folder: string
let said: string
let files: ReadonlyMap<string, string>
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  // As `npm ci` does it, but into another folder.
  const [, ...words] = manifest.scripts['postprepare']?.split(' ') ?? []
  const { stdout, stderr, status } = spawnSync(process.execPath, [...words, folder], { cwd: ROOT, encoding: 'utf8' })
  said = `${stdout}${stderr}${status === 0 ? '' : `exit ${status}`}`
  const names = readdirSync(folder).filter(name => name !== 'types')
  files = new Map(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('bundle: npm ci prints nothing of the bundler', () => expect(said).toBe(''))

test('bundle: the package needs no other package at run time', () => {
  expect(Object.keys(manifest.dependencies ?? {})).toEqual([])
})

test('bundle: no files import each other in a ring, where a class could be undefined', () => {
  const imports = new Map(Array.from(files, ([name, text]) => [`./${name}`, requiredBy(text)]))
  expect(imports.get('./main.cjs')).toEqual(['./start.cjs'])
  expect([...imports.keys()].filter(name => reached(name, imports).has(name))).toEqual([])
})

test.for(['ink.cjs', 'mcp-sdk.cjs'])('bundle: %s, which is large, is loaded for one command alone', large => {
  const users = [...files].filter(([, text]) => requiredBy(text).includes(`./${large}`))
  expect(users).toHaveLength(1)
})

test('bundle: every file can be loaded, with no node_modules around', () => {
  const names = [...files.keys()].filter(name => name.endsWith('.cjs')).map(name => join(folder, name))
  const script = 'for (const name of process.argv.slice(1)) require(name)'
  const { stderr, status } = spawnSync(process.execPath, ['-e', script, ...names], { encoding: 'utf8' })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
})

test('bundle: the licenses of all that is bundled are in one file', () => {
  const text = files.get('third-party-licenses.txt') ?? ''
  for (const name of ['@aws-sdk/client-kms', '@smithy/core', 'commander', 'yaml', 'rolldown']) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: (Apache-2\\.0|MIT|ISC)$`, 'm'))
  }
  expect(text).toMatch(/Apache License\s+Version 2\.0, January 2004/)
})

/** What a file requires while it is loaded, as rolldown writes it; the rest waits for an `import()`. */
const requiredBy = (text: string): string[] =>
  Array.from(text.matchAll(/^(?:const|let) \w+ = require\("([^"]+)"\)/gm), ([, name = '']) => name)

/** All that is loaded along with a file. */
function reached(name: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  const queue = [...(imports.get(name) ?? [])]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue
    found.add(next)
    queue.push(...(imports.get(next) ?? []))
  }
  return found
}
