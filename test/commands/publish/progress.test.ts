import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MINUTE, SECOND } from '../../../src/model/time.ts'
import type { MemoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { ACCOUNT, aHub, ASK, NOW, unrotated, fastIo, worldAt } from '../../sinks/security-hub/a-hub.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: NOW }))
afterEach(() => void vi.useRealTimers())

/** A minute goes by whenever Security Hub is called. */
const slowly = (words: string[], io: MemoryIo) =>
  run([...ASK, '--yes', ...words], worldAt(NOW, [unrotated(1), unrotated(2)], aHub()), {
    io,
    onRequest({ host }) {
      if (host.startsWith('securityhub.')) vi.advanceTimersByTime(MINUTE)
    },
  })

test('publish progress: --log-progress prints a line every ten seconds, and the report stays the same', async () => {
  const io = fastIo()
  const { exit, out } = await slowly(['--log-progress'], io)
  vi.advanceTimersByTime(5 * MINUTE)
  expect(io.err().split('\n').slice(3)).toEqual([
    ...everyTenSeconds('kms-audit: Security Hub: read 0 of 1 Region'),
    `kms-audit: Findings for Security Hub in us-east-1 of account ${ACCOUNT}: 2 active findings (2 medium).`,
    ...everyTenSeconds('kms-audit: Security Hub: 0 of 2 findings sent'),
    '',
  ])
  expect({ exit, out }).toEqual({ exit: 0, out: `${ACCOUNT} us-east-1: 2 active, 0 resolved\n` })
})

test.each<[what: string, words: string[], tty: boolean]>([
  ['to a file', [], false],
  ['with --no-progress', ['--no-progress'], true],
  ['with -q', ['-q'], true],
])('publish progress: nothing is printed %s', async (_, words, tty) => {
  const { out, err } = await slowly(words, fastIo({}, { tty }))
  expect(out).toBe(`${ACCOUNT} us-east-1: 2 active, 0 resolved\n`)
  expect(err).not.toMatch(/Security Hub: read|findings? sent/)
})

/** What a wait of a minute prints with `--log-progress`. */
const everyTenSeconds = (line: string): string[] => Array.from({ length: MINUTE / (10 * SECOND) }, () => line)
