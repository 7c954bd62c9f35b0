import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { assessmentCheckIds } from '../../../src/checks/assessments.ts'
import { checks } from '../../../src/checks/index.ts'
import { deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string): string => join(folder, name)
const text = (name: string): string => readFileSync(at(name), 'utf8')
const world = () => aWorld([simKey({ id: id(1) }), simKey({ id: id(2) })])
// oxlint-disable-next-line no-control-regex
const COLOR = /\u001b\[/

const several = () => ['-o', 'table', '-o', `json=${at('keys.json')}`, '-o', `csv=${at('keys.csv')}`]

test('outputs: one run writes a table to stdout and each file in its format', async () => {
  const alone = await run(['--checks'], world())
  const { exit, out, err } = await run(['--checks', ...several()], world())
  expect({ exit, out, err }).toEqual({ exit: 0, out: alone.out, err: '' })
  expect(JSON.parse(text('keys.json'))).toHaveProperty('summary.keys', 2)
  expect(text('keys.csv').split('\r\n')).toHaveLength(4)
  expect(readdirSync(folder).toSorted()).toEqual(['keys.csv', 'keys.json'])
})

test('outputs: stdout stays empty when every output has a file', async () => {
  const { exit, out } = await run(['-o', `json=${at('keys.json')}`], world())
  expect({ exit, out }).toEqual({ exit: 0, out: '' })
  expect(JSON.parse(text('keys.json'))).toHaveProperty('schema_version', 1)
})

test('outputs: only what goes to the terminal is drawn for one, whatever --color says', async () => {
  const io = memoryIo({ env: FAST, tty: true, columns: 80 })
  const { out } = await run(['--color', 'always', '-o', 'table', '-o', `table=${at('keys.txt')}`], world(), { io })
  expect(out).toMatch(COLOR)
  expect(text('keys.txt')).toBe((await run([], world())).out)
})

test.each([
  ['on a terminal', [], true, {}, true],
  ['in a pipe', [], false, {}, false],
  ['in a pipe with --color always', ['--color', 'always'], false, {}, true],
  ['in a pipe with FORCE_COLOR', [], false, { FORCE_COLOR: '1' }, true],
  ['on a terminal with --color never', ['--color', 'never'], true, {}, false],
  ['on a terminal with NO_COLOR', [], true, { NO_COLOR: '1' }, false],
  ['on a terminal with TERM=dumb', [], true, { TERM: 'dumb' }, false],
])('outputs: colors of the table %s', async (_, argv, tty, env, colored) => {
  const { out, err } = await run(argv, world(), { io: memoryIo({ env: { ...FAST, ...env }, tty }) })
  expect(COLOR.test(out)).toBe(colored)
  if ('TERM' in env) expect(err).not.toMatch(COLOR)
})

test('outputs: a report of --from, and the list of checks, go to several files too', async () => {
  await run(['-o', `json=${at('saved.json')}`], world())
  const shown = await run(['--from', at('saved.json'), ...several()], world())
  expect({ exit: shown.exit, calls: shown.aws.calls }).toEqual({ exit: 0, calls: {} })
  expect(text('keys.csv').split('\r\n')).toHaveLength(4)
  const listed = await run(['checks', '-o', `json=${at('checks.json')}`, '-o', 'table'], world())
  expect(listed.out).toContain('policy-public (critical')
  expect(JSON.parse(text('checks.json'))).toHaveLength([...Object.keys(checks), ...assessmentCheckIds()].length)
})

test('outputs: two names of one file are wrong usage, also by a link', async () => {
  writeFileSync(at('keys.json'), 'old')
  symlinkSync('keys.json', at('link'))
  const { exit, out, err, aws } = await run(['-o', `json=${at('keys.json')}`, '-o', `csv=${at('link')}`], world())
  expect({ exit, out, calls: aws.calls }).toEqual({ exit: 2, out: '', calls: {} })
  expect(err).toBe(
    `kms-audit: The json and the csv output would be the same file, ${at('link')}. Give each output its own file.\n`,
  )
  expect(text('keys.json')).toBe('old')
})

test('outputs: a file that cannot be written at the start ends the run before any call', async () => {
  const { exit, err, aws } = await run([...several(), '-o', `sarif=${at('none/kms.sarif')}`], world())
  expect({ exit, calls: aws.calls }).toEqual({ exit: 2, calls: {} })
  expect(err).toContain(`kms-audit: Cannot write to ${at('none/kms.sarif')}: `)
  expect(readdirSync(folder)).toEqual([])
})

test('outputs: files that cannot be written at the end are named, and all others are written', async () => {
  mkdirSync(at('gone'))
  const lost = ['-o', `sarif=${at('gone/kms.sarif')}`, '-o', `asff=${at('gone/kms.json')}`]
  const { exit, out, err } = await run([...lost, ...several()], world(), {
    onRequest: () => rmSync(at('gone'), { recursive: true, force: true }),
  })
  expect(exit).toBe(3)
  for (const file of ['kms.sarif', 'kms.json']) expect(err).toContain(`Cannot write to ${at(`gone/${file}`)}: `)
  expect(err.split('\n')).toHaveLength(2)
  expect(out).toContain(id(1))
  expect(readdirSync(folder).toSorted()).toEqual(['keys.csv', 'keys.json'])
})

test('outputs: Ctrl-C writes FILE.partial for each file, names them, and keeps the old files', async () => {
  writeFileSync(at('keys.json'), 'old')
  const io = memoryIo({ env: FAST })
  const onRequest = ({ headers }: { headers: Record<string, string | undefined> }): void => {
    if (headers['x-amz-target']?.endsWith('GetKeyLastUsage') === true) io.signal('SIGINT')
  }
  const { exit, err } = await run(several(), world(), { io, onRequest })
  expect(exit).toBe(130)
  expect(err).toContain(
    `Interrupted. Partial results written to ${at('keys.json.partial')} and ${at('keys.csv.partial')}.\n`,
  )
  expect(text('keys.json')).toBe('old')
  expect(existsSync(at('keys.csv'))).toBe(false)
})

test('outputs: the calls are those that any output needs', async () => {
  const calls = async (...argv: string[]) => (await run(['--check', 'policy-public', ...argv], world())).aws.calls
  const sarif = ['-o', `sarif=${at('kms.sarif')}`]
  expect(await calls(...sarif, '-o', 'table')).toEqual(await calls('-o', 'table'))
})

test.each([
  ['the table on the same terminal names them', [], true, false],
  ['the table is piped', [], false, true],
  ['another format is on the terminal', ['-o', 'csv'], true, true],
])('gaps: a line on stderr counts them unless the summary does (%s)', async (_, words, tty, isSaid) => {
  const io = memoryIo({ env: { ...FAST, NO_COLOR: '1' }, tty, columns: 80 })
  const faults = [deniedByKeyPolicy({ operation: 'GetKeyLastUsage' })]
  const { out, err } = await run(words, world(), { io, faults })
  expect(/gaps?: kms:GetKeyLastUsage denied/.test(err)).toBe(isSaid)
  expect(/^Incomplete +kms:GetKeyLastUsage/m.test(out)).toBe(words.length === 0)
})
