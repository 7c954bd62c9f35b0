import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { streamInput } from '../../../src/lib/process/stdin.ts'
import { deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { run } from '../../run.ts'
import {
  ACCOUNT,
  aHub,
  ASK,
  fine,
  id,
  NOW,
  publish,
  statesIn,
  unrotated,
  fastIo,
  worldAt,
  importCalls,
} from '../../sinks/security-hub/a-hub.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(() => void vi.useRealTimers())

test('confirmation: publish says what it sends and where, and asks on the terminal', async () => {
  const hub = aHub()
  const io = fastIo({}, { tty: true, types: ' Yes' })
  const { exit, out, err } = await run(ASK, worldAt(NOW, [unrotated(1)], hub), { io })
  // A terminal shows the line as several, broken between words.
  expect(err.replaceAll('\n', ' ')).toContain(
    `Findings for Security Hub in us-east-1 of account ${ACCOUNT}: 1 active finding (1 medium). `,
  )
  expect(err).toMatch(/Send 1 finding to Security Hub in us-east-1 of account 111122223333\? \[y\/N\] $/)
  expect({ exit, out }).toEqual({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(statesIn(hub)).toHaveLength(1)
})

test('confirmation: a terminal shows what could not be read before the question', async () => {
  const io = fastIo({}, { tty: true, types: 'n' })
  const faults = [deniedByKeyPolicy({ operation: 'GetKeyRotationStatus', keyId: id(2) })]
  const { err } = await run(ASK, worldAt(NOW, [unrotated(1), unrotated(2)], aHub()), { io, faults })
  expect(err.replaceAll('\n', ' ')).toMatch(/1 gap: kms:GetKeyRotationStatus denied\. [^]*Send 2 findings/)
})

test.each(['', 'n', 'yeah', 'y n'])('confirmation: any answer but yes, such as %j, sends nothing', async types => {
  const sent = await run(ASK, worldAt(NOW, [unrotated(1)], aHub()), { io: fastIo({}, { tty: true, types }) })
  expect(sent).toMatchObject({ exit: 130, out: '' })
  expect(sent.err).toContain('kms-audit: Nothing was sent.\n')
  expect(importCalls(sent)).toBe(0)
})

test('confirmation: words typed before the question do not answer it', async () => {
  const io = fastIo({}, { tty: true })
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  keyboard.write('y\n')
  const write = io.stderr.write
  Object.assign(io, { stdin: streamInput(() => keyboard) })
  Object.assign(io.stderr, {
    write(text: string) {
      if (text.endsWith('[y/N] ')) setImmediate(() => keyboard.write('no\n'))
      return write(text)
    },
  })
  const sent = await run(ASK, worldAt(NOW, [unrotated(1)], aHub()), { io })
  expect(sent).toMatchObject({ exit: 130, out: '' })
  expect(importCalls(sent)).toBe(0)
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('confirmation: %s at the question sends nothing', async (name, exit) => {
  const io = fastIo({}, { tty: true })
  const waiting = io.stdin.line
  Object.assign(io.stdin, {
    line(signal: AbortSignal) {
      queueMicrotask(() => io.signal(name))
      return waiting(signal)
    },
  })
  const sent = await run(ASK, worldAt(NOW, [unrotated(1)], aHub()), { io })
  expect(sent).toMatchObject({ exit, out: '' })
  expect(sent.err).toMatch(/\[y\/N\] \n[^]*Nothing was sent\.\n$/)
  expect(importCalls(sent)).toBe(0)
})

test('confirmation: Ctrl-C during the audit sends nothing', async () => {
  const io = fastIo()
  const onRequest = (): void => io.signal('SIGINT')
  const sent = await publish(worldAt(NOW, [unrotated(1)], aHub()), [], { io, onRequest })
  expect(sent).toMatchObject({ exit: 130, out: '' })
  expect(sent.err).toContain('Nothing was sent.')
  expect(importCalls(sent)).toBe(0)
})

test('confirmation: without a terminal and without --yes, publish does not audit', async () => {
  const sent = await run(ASK, worldAt(NOW, [unrotated(1)], aHub()), { io: fastIo() })
  expect(sent).toMatchObject({ exit: 2, out: '' })
  expect(sent.err).toBe(
    'kms-audit: Cannot ask for confirmation without a terminal. Add --yes to send without asking, or --dry-run to see what would be sent.\n',
  )
  expect(sent.requests).toEqual([])
})

test('confirmation: with nothing to send there is no question', async () => {
  const io = fastIo({}, { tty: true })
  expect(await run(ASK, worldAt(NOW, [fine(1)], aHub()), { io })).toMatchObject({
    exit: 0,
    out: 'Nothing to send.\n',
  })
})

test('confirmation: with -q stderr stays empty, and --yes cannot come from the environment', async () => {
  const world = worldAt(NOW, [unrotated(1)], aHub())
  expect(await publish(world, ['-q'])).toMatchObject({ exit: 0, err: '' })
  expect(await run(ASK, world, { io: fastIo({ KMS_AUDIT_YES: '1' }) })).toMatchObject({ exit: 2 })
})
