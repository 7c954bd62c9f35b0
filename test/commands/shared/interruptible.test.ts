import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hang, statusOnly } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { WireRequest } from '../../../src/simulation/wire/call.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { aWorld } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'
import { busyKey, quietKey, numbers } from '../../collect/run/sized-keys.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'long-runs-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

const newFile = (ending = 'json'): string => join(folder, `${++files}.${ending}`)

const json = ['-o', 'json']

describe.concurrent('a run that is stopped', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('interrupted: %s writes FILE.partial, keeps the old FILE, and exits with %i', async (signal, code) => {
    const path = join(mkdtempSync(join(folder, 'stopped-')), 'keys.json')
    writeFileSync(path, 'the last whole one')
    const io = memoryIo({ env: FAST })
    let asked = 0
    const audited = await run([...json, '-f', path], aWorld(numbers(40).map(busyKey)), {
      io,
      onRequest: ({ headers }) => {
        if (headers['x-amz-target']?.endsWith('GetKeyLastUsage') === true && ++asked === 15) io.signal(signal)
      },
    })
    expect({ exit: audited.exit, out: audited.out }).toEqual({ exit: code, out: '' })
    expect(readFileSync(path, 'utf8')).toBe('the last whole one')
    const partial = JSON.parse(readFileSync(`${path}.partial`, 'utf8')) as Report
    expect(partial.keys).toHaveLength(40)
    expect(
      partial.gaps.every(
        ({ reason, message }) => reason === 'partial' && message === 'not requested: the run was interrupted',
      ),
    ).toBe(true)
    expect(partial.gaps.length).toBeGreaterThan(0)
    expect(partial.summary.silent + partial.summary.never).toBe(0)
    expect(audited.err).toContain(`kms-audit: Interrupted. Partial results written to ${path}.partial.\n`)
    expect(readdirSync(dirname(path))).toEqual(['keys.json', 'keys.json.partial'])
  })

  test('interrupted: before anything is known, a line says so, and nothing is written', async () => {
    const path = newFile()
    const io = memoryIo({ env: FAST })
    const onRequest = (): void => io.signal('SIGINT')
    const { exit, out, err } = await run(['-f', path], aWorld([busyKey(1)]), { io, onRequest })
    expect({ exit, out }).toEqual({ exit: 130, out: '' })
    expect(err).toBe('kms-audit: Interrupted before any results were available.\n')
    expect(existsSync(path) || existsSync(`${path}.partial`)).toBe(false)
  })

  test('interrupted: the run stops although an answer never arrives', async () => {
    const io = memoryIo({ env: FAST })
    const faults = [hang({ operation: 'GetKeyLastUsage' }), hang({ service: 'cloudwatch' })]
    // The signal comes when the run waits for an answer, and not while the program is being loaded.
    const onRequest = ({ headers }: WireRequest): void => {
      if (headers['x-amz-target']?.endsWith('GetKeyLastUsage') === true) setTimeout(() => io.signal('SIGTERM'), 50)
    }
    const { exit, report } = await run(json, aWorld(numbers(5).map(busyKey)), { io, faults, onRequest })
    expect(exit).toBe(143)
    expect(report().summary).toMatchObject({ keys: 5, unknown: 5 })
  })
})

test('interrupted: a run that has ended makes no further call', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys' }), statusOnly(500, { operation: 'ListAliases' })]
  const { exit, aws } = await run([], aWorld([quietKey(1)]), { faults })
  const asked = { ...aws.calls }
  expect({ exit, aliases: asked['kms:ListAliases'] }).toEqual({ exit: 3, aliases: 1 })
  // Longer than the pause before a second try.
  await sleep(600)
  expect(aws.calls).toEqual(asked)
})
