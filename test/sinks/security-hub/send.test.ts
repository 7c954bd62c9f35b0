import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { changed, refuse } from '../../../src/simulation/faults/faults.ts'
import type { RunOptions } from '../../run.ts'
import {
  ACCOUNT,
  aHub,
  NOW,
  publish,
  keysWithTwoFindings,
  unrotated,
  fastIo,
  worldAt,
  idOf,
  importCalls,
  stderrLines,
} from './a-hub.ts'

test.concurrent(
  'send errors: a rejected finding is named by Id, the others are sent, and the exit code is 4',
  async () => {
    const failed = { Id: idOf('rotation-off', 1), ErrorCode: 'InvalidInput', ErrorMessage: 'Bad\u001b[31m\nday' }
    const body = () => JSON.stringify({ SuccessCount: 1, FailedCount: 1, FailedFindings: [failed] })
    const faults = [changed(body, { operation: 'BatchImportFindings' })]
    const sent = await publish(worldAt(NOW, [unrotated(1), unrotated(2)], aHub()), [], { faults })
    expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved, 1 rejected\n` })
    expect(stderrLines(sent).slice(1)).toEqual([
      `kms-audit: ${ACCOUNT} us-east-1: ${failed.Id} was rejected: InvalidInput: Bad\\u{1b}[31m\\nday`,
    ])
  },
)

test.concurrent('send errors: throttled calls and server errors are tried again', async () => {
  const error = { name: 'TooManyRequestsException', message: 'Too Many Requests', status: 429 }
  const broken = { name: 'InternalException', message: 'Internal error', status: 500 }
  const faults = [
    refuse({ operation: 'BatchImportFindings', times: 2, error }),
    refuse({ operation: 'GetFindings', times: 1, error: broken }),
  ]
  const hub = aHub()
  const sent = await publish(worldAt(NOW, [unrotated(1)], hub), [], { faults })
  expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(importCalls(sent)).toBe(3)
  expect(hub.findings.size).toBe(1)
})

test.concurrent('send errors: denied everywhere means exit 3 after few calls', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'BatchImportFindings' })]
  const sent = await publish(worldAt(NOW, keysWithTwoFindings(500), aHub()), [], { faults })
  expect(sent.exit).toBe(3)
  expect(sent.out).toBe(`${ACCOUNT} us-east-1: 0 active, 0 resolved, 1000 not sent\n`)
  expect(stderrLines(sent).at(-1)).toMatch(
    /us-east-1: 1,000 findings not sent: User: .* is not authorized to perform: securityhub:BatchImportFindings/,
  )
  expect(importCalls(sent)).toBeLessThanOrEqual(8)
})

test.concurrent(
  'send errors: Ctrl-C while sending says how many findings were sent and how many were not',
  async () => {
    const io = fastIo({ KMS_AUDIT_MAX_RATE: 'BatchImportFindings=1,ListKeyRotations=5000' })
    const onRequest: RunOptions['onRequest'] = ({ path }) => {
      if (path === '/findings/import') queueMicrotask(() => io.signal('SIGINT'))
    }
    const hub = aHub()
    const sent = await publish(worldAt(NOW, keysWithTwoFindings(150), hub), [], { io, onRequest })
    expect(sent.exit).toBe(130)
    const [, taken = '', lost = ''] = /: (\d+) active, 0 resolved, (\d+) not sent\n$/.exec(sent.out) ?? []
    expect(Number(taken) + Number(lost)).toBe(300)
    expect(Number(lost)).toBeGreaterThanOrEqual(200)
    expect(sent.err).toContain(`${lost} findings not sent: not requested: the run was interrupted`)
  },
)
