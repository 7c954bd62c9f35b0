import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allCodeIn, guide, readme } from '../../readme/documents.ts'
import { packAndInstall, type Installed } from './install.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** Examples of the README and the guide; each is a whole module. */
const examples = [...allCodeIn(readme, 'js'), ...allCodeIn(guide('library'), 'js')]

let installed: Installed
/** A project that depends on the installed package, and for the compiler on the types of Node. */
let project: string
beforeAll(() => {
  installed = packAndInstall()
  project = join(installed.home, 'project')
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
  symlinkSync(installed.package, join(project, 'node_modules/kms-audit'))
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
}, 60_000)
afterAll(() => installed.remove())

/** Runs a program of the project with no variables of the environment but PATH, and so without credentials. */
async function node(...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], HOME: installed.home }
  const program = spawn(process.execPath, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exit = new Promise<number | null>(resolve => program.once('close', resolve))
  const [out, err] = await Promise.all([text(program.stdout), text(program.stderr)])
  return { exit: await exit, out, err }
}

function save(name: string, code: string): string {
  const path = join(project, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code)
  return path
}

test('library: there are examples in the README and in the guide', () => expect(examples.length).toBeGreaterThan(3))

test.concurrent.for(examples.map((code, index) => ({ code, number: index + 1 })))(
  'library: example $number runs without credentials and network',
  { timeout: 60_000 },
  async ({ code, number }, { expect: expects }) => {
    const { exit, out, err } = await node(save(`example-${number}.mjs`, code))
    expects({ exit, err }).toEqual({ exit: 0, err: '' })
    expects(out).not.toBe('')
  },
)

test('library: a CommonJS module can require it', async () => {
  const code = `
    const { audit, render, AuditError } = require('kms-audit')
    audit({ demo: true, regions: ['us-east-1'], sources: [], requestDays: null })
      .then(report => render(report, { format: 'csv', columns: ['KeyId'] }))
      .then(text => console.log(text.startsWith('KeyId\\r\\n'), new AuditError('usage', 'x').exit))
  `
  expect(await node(save('required.cjs', code))).toEqual({ exit: 0, out: 'true 2\n', err: '' })
}, 60_000)

test('library: the examples compile against the types of the package, and a misspelled option does not', () => {
  const options = { strict: true, module: 'nodenext', target: 'es2023', noEmit: true, types: ['node'] }
  const compile = (files: readonly string[]) => {
    save('tsconfig.json', JSON.stringify({ compilerOptions: options, files }))
    const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')], {
      cwd: project,
      encoding: 'utf8',
    })
    return { out: stdout, exit: status }
  }
  const files = examples.map((code, index) => save(`typed-${index}.mts`, code))
  const common = save(
    'typed.cts',
    "import { judge, type Report } from 'kms-audit'\nexport const again = (report: Report) => judge(report)\n",
  )
  expect(compile([...files, common])).toEqual({ out: '', exit: 0 })
  const wrong = save('wrong.mts', "import { audit } from 'kms-audit'\nawait audit({ region: ['eu-west-1'] })\n")
  expect(compile([wrong]).out).toMatch(
    /'region' does not exist in type 'AuditRequest'. Did you mean to write 'regions'\?/,
  )
}, 60_000)

test('library: importing it has no effects, and an audit leaves the process as it was', async () => {
  const code = `
    const globals = () => JSON.stringify([Object.keys(globalThis), process.getActiveResourcesInfo()])
    const settings = () => JSON.stringify([
      process.env, process.eventNames(), process.exitCode ?? null, process.execArgv, process.cwd(), process.umask(),
    ])
    const before = [globals(), settings()]
    const { audit } = await import('kms-audit')
    if (globals() !== before[0] || settings() !== before[1]) console.log('import', before, globals(), settings())
    await audit({ demo: true, regions: ['us-east-1'], sources: [] })
    if (settings() !== before[1]) console.log('audit', before[1], settings())
  `
  expect(await node(save('import.mjs', code))).toEqual({ exit: 0, out: '', err: '' })
}, 60_000)

/** Names of the schemas of documents that the program writes, and of the input of OPA policies. */
const SCHEMAS = [...readdirSync(new URL('../../../src/model/schemas/', import.meta.url)), 'opa-input.schema.json']
  .map(name => name.replace('.schema.json', ''))
  .filter(name => name !== 'assessment')

test('library: the schemas can be loaded by name', async () => {
  const code = `
    const names = ${JSON.stringify(SCHEMAS)}
    for (const name of names) console.log(typeof require('kms-audit/' + name + '.schema.json').title)
  `
  expect(await node(save('schemas.cjs', code))).toEqual({ exit: 0, out: 'string\n'.repeat(SCHEMAS.length), err: '' })
})
