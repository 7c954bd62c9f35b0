import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changed, refuse } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { findingKey, type SimFinding, type SimSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { DAY } from '../../../src/model/time.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import {
  ACCOUNT,
  aHub,
  CHECKED,
  fine,
  heldIn,
  id,
  NOW,
  publish,
  SEND,
  statesIn,
  unrotated,
  withEnv,
  worldAt,
} from './a-hub.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const PRODUCT = `arn:aws:securityhub:us-east-1:${ACCOUNT}:product/${ACCOUNT}/default`
const idOf = (check: string, key: number): string => `kms-audit/${check}/${ACCOUNT}/us-east-1/${id(key)}`
const one = (hub: SimSecurityHub, check = 'rotation-off', key = 1) => {
  const found = heldIn(hub).find(({ Id }) => Id === idOf(check, key))
  if (found === undefined) throw new Error(`no ${check} of key ${key}`)
  return found
}
const sentCalls = ({ aws }: Run): number => aws.calls['securityhub:BatchImportFindings'] ?? 0
const said = ({ err }: Pick<Run, 'err'>): string[] => err.trimEnd().split('\n')

describe.concurrent('the first time', () => {
  test('problems are sent, and nothing of what never was one', async () => {
    const hub = aHub()
    const sent = await publish(worldAt(NOW, [unrotated(1), fine(2), fine(3, { aliases: [] })], hub))
    expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 2 active, 0 resolved\n` })
    expect(said(sent)).toEqual([
      `kms-audit: Findings for Security Hub in us-east-1 of account ${ACCOUNT}: 2 active findings (1 medium, 1 low).`,
    ])
    expect(statesIn(hub)).toEqual(['alias-missing 3 ACTIVE FAILED', 'rotation-off 1 ACTIVE FAILED'])
    expect(one(hub)).toMatchObject({ ProductArn: PRODUCT, CreatedAt: '2026-11-20T14:30:00Z', AwsAccountId: ACCOUNT })
  })

  test('what could not be read is a warning', async () => {
    const hub = aHub()
    const faults = [deniedByIdentityPolicy({ operation: 'GetKeyRotationStatus' })]
    const sent = await publish(worldAt(NOW, [fine(1)], hub), [], { faults })
    expect(sent.exit).toBe(0)
    expect(sent.err).toContain('1 active finding (1 unknown)')
    expect(statesIn(hub)).toEqual(['rotation-off 1 ACTIVE WARNING'])
  })

  test('an account without a problem gets nothing, and one line says so', async () => {
    const sent = await publish(worldAt(NOW, [fine(1)], aHub()))
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n', err: '' })
    expect(sentCalls(sent)).toBe(0)
  })

  test('250 of them go in three calls', async () => {
    const hub = aHub()
    const keys = Array.from({ length: 250 }, (_, n) => unrotated(n))
    const sent = await publish(worldAt(NOW, keys, hub))
    expect(sent.out).toBe(`${ACCOUNT} us-east-1: 250 active, 0 resolved\n`)
    expect(sentCalls(sent)).toBe(3)
    expect(hub.findings.size).toBe(250)
  })
})

describe.concurrent('the next time', () => {
  test('what was mended is PASSED and ARCHIVED, with the day it was made and what analysts have set', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), unrotated(2)], hub))
    hub.findings.set(findingKey(one(hub) as unknown as SimFinding), {
      ...(one(hub) as unknown as SimFinding),
      Workflow: { Status: 'NOTIFIED' },
    })
    const sent = await publish(worldAt(NOW + DAY, [fine(1), unrotated(2)], hub))
    expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 1 resolved\n` })
    expect(sent.err).toContain('1 active finding (1 medium), 1 to resolve')
    expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED PASSED', 'rotation-off 2 ACTIVE FAILED'])
    expect(one(hub)).toMatchObject({
      CreatedAt: '2026-11-20T14:30:00Z',
      UpdatedAt: '2026-11-21T14:30:00Z',
      Workflow: { Status: 'NOTIFIED' },
    })
  })

  test('what is archived is not sent again, and is active again when it comes back', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1)], hub))
    await publish(worldAt(NOW + DAY, [fine(1)], hub))
    expect(await publish(worldAt(NOW + 2 * DAY, [fine(1)], hub))).toMatchObject({ out: 'Nothing to send.\n' })
    await publish(worldAt(NOW + 3 * DAY, [unrotated(1)], hub))
    expect(statesIn(hub)).toEqual(['rotation-off 1 ACTIVE FAILED'])
    expect(one(hub)).toMatchObject({ CreatedAt: '2026-11-20T14:30:00Z', UpdatedAt: '2026-11-23T14:30:00Z' })
  })

  test('within the same second it still moves on', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1)], hub))
    await publish(worldAt(NOW, [fine(1)], hub))
    expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED PASSED'])
    expect(one(hub).UpdatedAt).toBe('2026-11-20T14:30:00.001Z')
  })

  test('what a check does not apply to any more, and what is accepted, is archived too', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), unrotated(2)], hub))
    const mutelist = join(folder, 'mutes.yaml')
    const entry = `{ Regions: ['*'], Resources: ['${id(2)}'], Reason: agreed }`
    writeFileSync(mutelist, `Mutelist: { Accounts: { '*': { Checks: { rotation-off: ${entry} } } } }`)
    const waiting = unrotated(1, { state: 'PendingDeletion', deletionDate: NOW + 20 * DAY })
    await publish(worldAt(NOW + DAY, [waiting, unrotated(2)], hub), ['--mutelist', mutelist])
    expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED NOT_AVAILABLE', 'rotation-off 2 ARCHIVED FAILED'])
  })

  test('a saved report that is older than what is held changes nothing', async () => {
    const hub = aHub()
    const { out } = await run([...CHECKED, '-o', 'json'], worldAt(NOW - DAY, [unrotated(1)], hub))
    const file = join(folder, 'old.json')
    writeFileSync(file, out)
    await publish(worldAt(NOW, [unrotated(1)], hub))
    await publish(worldAt(NOW + DAY, [fine(1)], hub))
    const sent = await run([...SEND, '--from', file], worldAt(NOW + 2 * DAY, [], hub), { io: withEnv() })
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
    expect(sent.err).toContain('Security Hub has 1 finding from a later audit than this report. It was not changed.')
    expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED PASSED'])
  })

  test('--severity keeps lesser problems here, but resolves whatever is over', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), fine(2, { aliases: [] }), fine(3, { aliases: [] })], hub))
    const later = [unrotated(1), fine(2), fine(3, { aliases: [] }), fine(4, { aliases: [] })]
    const sent = await publish(worldAt(NOW + DAY, later, hub), ['--severity', 'medium'])
    expect(sent.out).toBe(`${ACCOUNT} us-east-1: 1 active, 1 resolved\n`)
    expect(statesIn(hub)).toEqual([
      'alias-missing 2 ARCHIVED PASSED',
      'alias-missing 3 ACTIVE FAILED',
      'rotation-off 1 ACTIVE FAILED',
    ])
  })
})

describe.concurrent('a key that is gone', () => {
  /** What is held of a key that was unrotated, after a second look at the account. */
  async function after(argv: readonly string[], options: Parameters<typeof publish>[2] = {}): Promise<string[]> {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), unrotated(2)], hub))
    await publish(worldAt(NOW + DAY, [unrotated(2)], hub), argv, options)
    if (statesIn(hub)[0] === GONE)
      expect(one(hub)).toMatchObject({ Description: 'The key no longer exists.', CreatedAt: '2026-11-20T14:30:00Z' })
    return statesIn(hub).filter(state => state.includes(' 1 '))
  }
  const GONE = 'rotation-off 1 ARCHIVED NOT_AVAILABLE'
  const THERE = 'rotation-off 1 ACTIVE FAILED'

  test('takes its findings along', async () => expect(await after([])).toEqual([GONE]))

  test('does so although another key may not be read', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'DescribeKey', keyId: id(2) })]
    expect(await after([], { faults })).toEqual([GONE])
  })

  test.each<[why: string, argv: string[], faults: Parameters<typeof publish>[2]]>([
    ['only another key was asked for', ['--key', id(2)], {}],
    ['only keys of AWS were asked for', ['--manager', 'aws'], {}],
    ['not all keys could be listed', [], { faults: [changed(listCut, { operation: 'ListKeys' })] }],
  ])('leaves them where %s', async (_, argv, options) => expect(await after(argv, options)).toEqual([THERE]))

  test('leaves what another check has found', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1)], hub))
    const argv = [...SEND, '--source', 'none', '--check', 'alias-missing']
    expect((await run(argv, worldAt(NOW + DAY, [], hub), { io: withEnv() })).out).toBe('Nothing to send.\n')
    expect(statesIn(hub)).toEqual([THERE])
  })

  test('leaves what other tools have sent to the same product', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1)], hub))
    const theirs = { ...(one(hub) as unknown as SimFinding), Id: `${idOf('rotation-off', 9)}`, GeneratorId: 'other/x' }
    hub.findings.set(findingKey(theirs), theirs)
    await publish(worldAt(NOW + DAY, [], hub))
    expect(statesIn(hub)).toEqual([GONE, 'rotation-off 9 ACTIVE FAILED'])
  })
})

/** More keys are promised, and the way to them is not told. */
const listCut = (body: string): string => JSON.stringify({ ...(JSON.parse(body) as object), Truncated: true })

describe.concurrent('without securityhub:GetFindings', () => {
  const faults = [deniedByIdentityPolicy({ operation: 'GetFindings' })]

  test('what holds is sent too, so that what was mended is resolved, and a line says why', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), fine(2)], hub), [], { faults })
    expect(statesIn(hub)).toHaveLength(4)
    const sent = await publish(worldAt(NOW + DAY, [fine(1), fine(2)], hub), [], { faults })
    expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 0 active, 4 passed\n` })
    expect(sent.err).toMatch(
      /Could not read the existing findings in us-east-1 of account 111122223333 \(.*\)\. .*allow securityhub:GetFindings/,
    )
    expect(statesIn(hub).filter(state => !state.endsWith('ARCHIVED PASSED'))).toEqual([])
  })
})

describe.concurrent('what goes wrong', () => {
  test('is told by Id where single findings are refused; the rest is sent, and the exit code tells', async () => {
    const failed = { Id: idOf('rotation-off', 1), ErrorCode: 'InvalidInput', ErrorMessage: 'Bad\u001b[31m\nday' }
    const body = () => JSON.stringify({ SuccessCount: 1, FailedCount: 1, FailedFindings: [failed] })
    const faults = [changed(body, { operation: 'BatchImportFindings' })]
    const sent = await publish(worldAt(NOW, [unrotated(1), unrotated(2)], aHub()), [], { faults })
    expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved, 1 rejected\n` })
    expect(said(sent).slice(1)).toEqual([
      `kms-audit: ${ACCOUNT} us-east-1: ${failed.Id} was rejected: InvalidInput: Bad\\u{1b}[31m\\nday`,
    ])
  })

  test('throttling and a bad moment are tried again', async () => {
    const error = { name: 'TooManyRequestsException', message: 'Too Many Requests', status: 429 }
    const broken = { name: 'InternalException', message: 'Internal error', status: 500 }
    const faults = [
      refuse({ operation: 'BatchImportFindings', times: 2, error }),
      refuse({ operation: 'GetFindings', times: 1, error: broken }),
    ]
    const hub = aHub()
    const sent = await publish(worldAt(NOW, [unrotated(1)], hub), [], { faults })
    expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
    expect(sentCalls(sent)).toBe(3)
    expect(hub.findings.size).toBe(1)
  })

  test('nobody may send: exit 3, and not asked a thousand times', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'BatchImportFindings' })]
    const keys = Array.from({ length: 1500 }, (_, n) => unrotated(n))
    const sent = await publish(worldAt(NOW, keys, aHub()), [], { faults })
    expect(sent.exit).toBe(3)
    expect(sent.out).toBe(`${ACCOUNT} us-east-1: 0 active, 0 resolved, 1500 not sent\n`)
    expect(said(sent).at(-1)).toMatch(
      /us-east-1: 1,500 findings not sent: User: .* is not authorized to perform: securityhub:BatchImportFindings/,
    )
    expect(sentCalls(sent)).toBeLessThanOrEqual(8)
  })

  test('Ctrl-C while it sends: what was taken is told, and what was not', async () => {
    const io = withEnv({ KMS_AUDIT_MAX_RATE: 'BatchImportFindings=1,ListKeyRotations=5000' })
    const keys = Array.from({ length: 300 }, (_, n) => unrotated(n))
    const onRequest: RunOptions['onRequest'] = ({ path }) => {
      if (path === '/findings/import') queueMicrotask(() => io.signal('SIGINT'))
    }
    const hub = aHub()
    const sent = await publish(worldAt(NOW, keys, hub), [], { io, onRequest })
    expect(sent.exit).toBe(130)
    const [, taken = '', lost = ''] = /: (\d+) active, 0 resolved, (\d+) not sent\n$/.exec(sent.out) ?? []
    expect(Number(taken) + Number(lost)).toBe(300)
    expect(Number(lost)).toBeGreaterThanOrEqual(200)
    expect(sent.err).toContain(`${lost} findings not sent: not requested: the run was interrupted`)
  })

  test('Security Hub is enabled nowhere: exit 3 with the command that enables it', async () => {
    const world = worldAt(NOW, [], aHub(), { regions: { 'us-east-1': { keys: [unrotated(1)] } } })
    const sent = await publish(world)
    expect(sent).toMatchObject({ exit: 3, out: '' })
    expect(sent.err).toBe(
      `kms-audit: Security Hub is not enabled in us-east-1 of account ${ACCOUNT}: 1 finding was not sent. ` +
        'To enable it, run aws securityhub enable-security-hub --region us-east-1.\n',
    )
  })

  test('it is enabled in one Region of two: that one is sent to, exit 4', async () => {
    const hub = aHub()
    const regions = { 'us-east-1': { keys: [unrotated(1)] }, 'eu-west-1': { keys: [unrotated(2)], securityHub: hub } }
    const sent = await publish(worldAt(NOW, [], hub, { regions }), ['-r', 'all'])
    expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} eu-west-1: 1 active, 0 resolved\n` })
    expect(sent.err).toContain(`not enabled in us-east-1 of account ${ACCOUNT}: 1 finding was not sent`)
  })

  test('a Region without Security Hub and without a problem is nobody’s trouble', async () => {
    const hub = aHub()
    const regions = { 'us-east-1': { keys: [fine(1)] }, 'eu-west-1': { keys: [unrotated(2)], securityHub: hub } }
    expect(await publish(worldAt(NOW, [], hub, { regions }), ['-r', 'all'])).toMatchObject({ exit: 0 })
  })

  test('Security Hub cannot be asked: nothing is sent there', async () => {
    const broken = { name: 'InternalException', message: 'Internal error', status: 500 }
    const faults = [refuse({ operation: 'GetFindings', error: broken })]
    const sent = await publish(worldAt(NOW, [unrotated(1)], aHub()), [], { faults })
    expect(sent).toMatchObject({ exit: 3, out: '' })
    expect(sent.err).toContain(
      `Security Hub cannot be called in us-east-1 of account ${ACCOUNT} (Internal error): 1 finding was not sent.`,
    )
    expect(sentCalls(sent)).toBe(0)
  })
})

test('--fail-on and --strict mean what they mean in an audit', async () => {
  const hub = aHub()
  expect((await publish(worldAt(NOW, [unrotated(1)], hub), ['--fail-on', 'medium'])).exit).toBe(1)
  expect((await publish(worldAt(NOW, [unrotated(1)], hub), ['--fail-on', 'high'])).exit).toBe(0)
  expect(hub.findings.size).toBe(1)
  const faults = [deniedByIdentityPolicy({ operation: 'GetKeyRotationStatus' })]
  expect((await publish(worldAt(NOW + DAY, [fine(1)], hub), ['--strict'], { faults })).exit).toBe(4)
})
