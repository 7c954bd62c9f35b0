import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { writeArchive } from '../../archives/generator/write-archive.ts'
import { temporaryFolder } from '../../archives/index-store/tiny-archive.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'

const world = (): SimulatedWorld => ({
  clock: () => Date.UTC(2026, 10, 22, 9),
  accounts: [
    simAccount({
      id: '111122223333',
      regions: { 'us-east-1': { keys: [simKey({ id: '1234abcd-12ab-34cd-56ef-1234567890ab' })] } },
    }),
  ],
})

const audit = (...words: string[]) =>
  run(['--source', 'kms,archive', ...words], world(), { io: memoryIo({ env: FAST }) })

/** Log files of some accounts, and an index of them. */
async function logsOf(...accounts: string[]): Promise<{ tree: string; index: string }> {
  const folder = temporaryFolder()
  const [tree, index] = [join(folder, 'logs'), join(folder, 'ix')]
  writeArchive(tree, { since: '2024-01-31', days: 1, eventsPerDay: 20, accounts, regions: ['us-east-1'] })
  await run(['archive', 'add', '--trail-archive', tree, '--trail-index', index], world())
  return { tree, index }
}

test('audit of an archive: log files of another account are refused, with both accounts', async () => {
  const { tree, index } = await logsOf('444455556666')
  for (const words of [
    ['--trail-archive', tree],
    ['--trail-index', index],
  ]) {
    const { exit, out, err } = await audit(...words)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(
      'The log files on disk belong to account 444455556666, but the audit covers account 111122223333. Name log files of',
    )
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  }
})

test('audit of an archive: log files of the audited account are searched, whatever else the archive has', async () => {
  const { index } = await logsOf('444455556666', '111122223333')
  expect((await audit('--trail-index', index)).exit).toBe(0)
})

test('audit of an archive: an index without a file is refused with the next step', async () => {
  const { index } = await logsOf('111122223333')
  rmSync(join(index, 'segments'), { recursive: true })
  mkdirSync(join(index, 'segments'))
  const record = JSON.parse(readFileSync(join(index, 'index.json'), 'utf8')) as object
  writeFileSync(join(index, 'index.json'), JSON.stringify({ ...record, segments: [] }))
  const { exit, out, err } = await audit('--trail-index', index)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain('The index of log files is empty. Read log files into it with kms-audit archive add')
})
