import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assessmentCheckIds } from '../../src/checks/assessments.ts'
import { checks } from '../../src/checks/index.ts'
import { main } from '../../src/main.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'kms-audit-checks-'))))
afterAll(() => rm(folder, { recursive: true }))

test('checks: kms-audit checks lists every check with its severity', async () => {
  const io = memoryIo()
  expect(await main(['checks'], io)).toBe(0)
  const listed = Array.from(io.out().matchAll(/^([a-z-]+) \((?:critical|high|medium|low|info)\b/gm), ([, id]) => id)
  expect(listed).toEqual([...Object.keys(checks), ...assessmentCheckIds()])
})

test('checks: it prints JSON, and writes a file', async () => {
  const io = memoryIo()
  const file = join(folder, 'checks.json')
  expect(await main(['checks', '-o', 'json', '-f', file], io)).toBe(0)
  expect(io.out()).toBe('')
  const listed = JSON.parse(await readFile(file, 'utf8')) as { id: string }[]
  expect(listed.map(({ id }) => id)).toEqual([...Object.keys(checks), ...assessmentCheckIds()])
})

test('checks: a saved report without the organization is not judged as if there were none', async () => {
  const { out } = await run(['-r', 'us-east-1', '--source', 'none', '-o', 'json'], sampleWithFewGrants(Date.now()))
  const file = join(folder, 'report.json')
  await writeFile(file, out)
  const io = memoryIo()
  expect(await main(['--from', file, '--checks', '--trust-org'], io)).toBe(2)
  expect(io.err()).toContain('does not contain the accounts of the organization')
  expect(io.out()).toBe('')
})

test.each([40, 60, 80, 200])('kms-audit checks: a terminal of %i columns is not overrun', async columns => {
  const io = memoryIo({ tty: true, columns, env: { NO_COLOR: '1' } })
  await main(['checks'], io)
  const lines = io.out().split('\n')
  expect(lines.filter(line => line.length > columns)).toEqual([])
})

test('kms-audit checks: a terminal shows them by severity, the worst first, and leaves nothing out', async () => {
  const [terminal, pipe] = [memoryIo({ tty: true, env: { NO_COLOR: '1' } }), memoryIo()]
  await main(['checks'], terminal)
  await main(['checks'], pipe)
  const headings = terminal.out().match(/^[A-Z]+$/gm)
  expect(headings).toEqual(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'])
  const shown = terminal.out().replaceAll(/\s+/g, ' ')
  const texts = pipe.out().match(/^ {4}.*$/gm) ?? []
  expect(texts.filter(text => !shown.includes(text.trim()))).toEqual([])
  expect(Object.keys(checks).filter(id => !terminal.out().includes(`\n  ${id}\n`))).toEqual([])
})

test('kms-audit checks <id>: shows one check in full, and nothing of the others', async () => {
  const io = memoryIo()
  expect(await main(['checks', 'policy-public'], io)).toBe(0)
  const words = [
    'policy-public\n',
    'should not allow public access.',
    'Severity  critical',
    'KMS.5',
    'https://docs.aws.amazon.com/kms/',
  ]
  for (const text of [...words, 'kms-audit --check policy-public']) expect(io.out()).toContain(text)
  expect(io.out()).not.toContain('policy-lockout')
})

test.each([40, 80, 200])('kms-audit checks <id>: every check fits a terminal of %i columns', async columns => {
  for (const id of Object.keys(checks)) {
    const io = memoryIo({ tty: true, columns, env: { NO_COLOR: '1' } })
    await main(['checks', id], io)
    expect(
      io
        .out()
        .split('\n')
        // A URL stays whole, so that it can be followed.
        .filter(line => line.length > columns && !line.includes('https://')),
    ).toEqual([])
  }
})

test('checks: kms-audit checks <id> -o json prints one object', async () => {
  const io = memoryIo()
  expect(await main(['checks', 'rotation-off', '-o', 'json'], io)).toBe(0)
  expect(JSON.parse(io.out())).toMatchObject({ id: 'rotation-off', needs: expect.arrayContaining(['rotation']) })
})

test.each([
  ['polcy-public', "Unknown check 'polcy-public'. Did you mean policy-public?"],
  ['nonsense', "Unknown check 'nonsense'. Run kms-audit checks to list them."],
])('checks: kms-audit checks %s names an unknown id, which is wrong usage', async (id, message) => {
  const io = memoryIo()
  expect(await main(['checks', id], io)).toBe(2)
  expect(io.err()).toBe(`kms-audit: ${message}\n`)
})
