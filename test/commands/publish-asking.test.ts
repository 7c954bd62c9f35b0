import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AsffFinding } from '../../src/formats/asff/asff-finding.ts'
import { deniedByKeyPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { SimSecurityHub } from '../../src/simulation/world/sim-security-hub.ts'
import { simAccount } from '../../src/simulation/world/world.ts'
import { streamInput } from '../../src/lib/process/stdin.ts'
import { main } from '../../src/main.ts'
import type { Report } from '../../src/model/report.ts'
import { DAY, MINUTE, SECOND } from '../../src/model/time.ts'
import { memoryIo, type MemoryIo } from '../memory-io.ts'
import { run, type Run } from '../run.ts'
import {
  ACCOUNT,
  aHub,
  CHECKED,
  fine,
  id,
  NOW,
  publish,
  statesIn,
  unrotated,
  withEnv,
  worldAt,
} from '../sinks/security-hub/a-hub.ts'

const OTHER = '444455556666'
const ASK = ['publish', 'security-hub', ...CHECKED]
const isSent = ({ aws }: Run): boolean => aws.calls['securityhub:BatchImportFindings'] !== undefined

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
  // The SDK renews a session by the machine's clock: here that is the clock of the simulation.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterAll(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

describe('before it sends', () => {
  test('it says what and where, and asks on the terminal', async () => {
    const hub = aHub()
    const io = withEnv({}, { tty: true, types: ' Yes' })
    const { exit, out, err } = await run(ASK, worldAt(NOW, [unrotated(1)], hub), { io })
    // A terminal shows the line as several, broken between words.
    expect(err.replaceAll('\n', ' ')).toContain(
      `Findings for Security Hub in us-east-1 of account ${ACCOUNT}: 1 active finding (1 medium). `,
    )
    expect(err).toMatch(/Send 1 finding to Security Hub in us-east-1 of account 111122223333\? \[y\/N\] $/)
    expect({ exit, out }).toEqual({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
    expect(statesIn(hub)).toHaveLength(1)
  })

  test('publish: a terminal shows what could not be read before the question', async () => {
    const io = withEnv({}, { tty: true, types: 'n' })
    const faults = [deniedByKeyPolicy({ operation: 'GetKeyRotationStatus', keyId: id(2) })]
    const { err } = await run(ASK, worldAt(NOW, [unrotated(1), unrotated(2)], aHub()), { io, faults })
    expect(err.replaceAll('\n', ' ')).toMatch(/1 gap: kms:GetKeyRotationStatus denied\. [^]*Send 2 findings/)
  })

  test.each(['', 'n', 'yeah', 'y n'])('anything else than yes, such as %j, sends nothing', async types => {
    const sent = await run(ASK, worldAt(NOW, [unrotated(1)], aHub()), { io: withEnv({}, { tty: true, types }) })
    expect(sent).toMatchObject({ exit: 130, out: '' })
    expect(sent.err).toContain('kms-audit: Nothing was sent.\n')
    expect(isSent(sent)).toBe(false)
  })

  test('what was typed before the question is no answer to it', async () => {
    const io = withEnv({}, { tty: true })
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
    expect(isSent(sent)).toBe(false)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s at the question sends nothing', async (name, exit) => {
    const io = withEnv({}, { tty: true })
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
    expect(isSent(sent)).toBe(false)
  })

  test('Ctrl-C during the audit sends nothing', async () => {
    const io = withEnv()
    const onRequest = (): void => io.signal('SIGINT')
    const sent = await publish(worldAt(NOW, [unrotated(1)], aHub()), [], { io, onRequest })
    expect(sent).toMatchObject({ exit: 130, out: '' })
    expect(sent.err).toContain('Nothing was sent.')
    expect(isSent(sent)).toBe(false)
  })

  test('without a terminal and without --yes it does not even audit', async () => {
    const sent = await run(ASK, worldAt(NOW, [unrotated(1)], aHub()), { io: withEnv() })
    expect(sent).toMatchObject({ exit: 2, out: '' })
    expect(sent.err).toBe(
      'kms-audit: Cannot ask for confirmation without a terminal. Add --yes to send without asking, or --dry-run to see what would be sent.\n',
    )
    expect(sent.requests).toEqual([])
  })

  test('there is nothing to ask where there is nothing to send', async () => {
    const io = withEnv({}, { tty: true })
    expect(await run(ASK, worldAt(NOW, [fine(1)], aHub()), { io })).toMatchObject({
      exit: 0,
      out: 'Nothing to send.\n',
    })
  })

  test('with -q stderr stays empty, and --yes cannot come from the environment', async () => {
    const world = worldAt(NOW, [unrotated(1)], aHub())
    expect(await publish(world, ['-q'])).toMatchObject({ exit: 0, err: '' })
    expect(await run(ASK, world, { io: withEnv({ KMS_AUDIT_YES: '1' }) })).toMatchObject({ exit: 2 })
  })
})

describe('--dry-run', () => {
  test('prints a call a line, as the AWS CLI takes it, and sends nothing', async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(900)], hub))
    const keys = [...Array.from({ length: 150 }, (_, n) => unrotated(n, { description: '\u202e' })), fine(900)]
    const dry = await run([...ASK, '--dry-run'], worldAt(NOW + DAY, keys, hub), { io: withEnv() })
    expect(dry.exit).toBe(0)
    const calls = dry.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { Findings: AsffFinding[] })
    expect(calls.map(({ Findings }) => Findings.length)).toEqual([100, 51])
    expect(calls[1]?.Findings.at(-1)).toMatchObject({
      Id: `kms-audit/rotation-off/${ACCOUNT}/us-east-1/${id(900)}`,
      CreatedAt: '2026-11-20T14:30:00Z',
      Compliance: { Status: 'PASSED' },
      RecordState: 'ARCHIVED',
    })
    expect(dry.out).not.toContain('\u202e')
    expect(dry.err).toContain('150 active findings (150 medium), 1 to resolve.\n')
    expect(isSent(dry)).toBe(false)
    expect(statesIn(hub)).toHaveLength(1)
  })

  test('goes before --yes', async () => {
    const dry = await publish(worldAt(NOW, [unrotated(1)], aHub()), ['--dry-run'])
    expect(isSent(dry)).toBe(false)
  })
})

describe('many accounts', () => {
  const hubs: Readonly<Record<string, SimSecurityHub>> = { [ACCOUNT]: aHub(), [OTHER]: aHub() }
  const role = `arn:aws:iam::${OTHER}:role/KeyAudit`
  const world = (now: number) => ({
    clock: () => now,
    accounts: [ACCOUNT, OTHER].map((account, n) =>
      simAccount({
        id: account,
        regions: { 'us-east-1': { keys: [unrotated(n + 1)], securityHub: hubs[account] ?? aHub() } },
        roles: [{ name: 'KeyAudit' }],
      }),
    ),
  })
  const own = `arn:aws:iam::${ACCOUNT}:role/KeyAudit`

  test('each gets its own findings, with its own session', async () => {
    const sent = await publish(world(NOW), ['--role-arn', `${own},${role}`])
    expect(sent).toMatchObject({
      exit: 0,
      out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n${OTHER} us-east-1: 1 active, 0 resolved\n`,
    })
    expect(sent.err).toContain('Findings for Security Hub in us-east-1 of 2 accounts: 2 active findings (2 medium).')
    expect([hubs[ACCOUNT], hubs[OTHER]].map(hub => hub && statesIn(hub))).toEqual([
      ['rotation-off 1 ACTIVE FAILED'],
      ['rotation-off 2 ACTIVE FAILED'],
    ])
    const senders = sent.aws.log.filter(({ operation }) => operation === 'securityhub:BatchImportFindings')
    expect(senders.map(({ account }) => account).toSorted()).toEqual([ACCOUNT, OTHER])
  })

  test('of a saved report, an account without a session is told, and the others are sent to', async () => {
    const file = join(folder, 'two.json')
    const argv = [...CHECKED, '-o', 'json', '--role-arn', `${own},${role}`]
    writeFileSync(file, (await run(argv, world(NOW + DAY), { machine: () => NOW })).out)
    const from = ['publish', 'security-hub', '--yes', '--from', file]
    const sent = await run(from, world(NOW), { io: withEnv({ AWS_REGION: '' }) })
    expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
    expect(sent.err).toContain(
      `kms-audit: No credentials for account ${OTHER}: 1 finding was not sent. Add --profile or --role-arn for this account, or --org.\n`,
    )
    expect(Object.keys(sent.aws.calls).filter(call => call.startsWith('kms:'))).toEqual([])
  })
})

test('a saved report without findings is sent when it is judged', async () => {
  const file = join(folder, 'inventory.json')
  const world = worldAt(NOW, [unrotated(1, { aliases: [] })], aHub())
  writeFileSync(file, (await run(['--source', 'none', '-o', 'json'], world)).out)
  const from = ['publish', 'security-hub', '--yes', '--from', file]
  const bare = await run(from, world, { io: withEnv() })
  expect(bare).toMatchObject({ exit: 2, out: '' })
  expect(bare.err).toContain('contains no findings. Add --checks to run the checks on it.')
  const judged = await run([...from, '--check', 'alias-missing'], world, { io: withEnv() })
  expect(judged).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
})

test('of a saved report -r sends what belongs there, and resolves nothing elsewhere', async () => {
  const hubs = [aHub(), aHub()] as const
  const world = (day: number, make: typeof fine) => {
    const regions = {
      'us-east-1': { keys: [make(1)], securityHub: hubs[0] },
      'eu-west-1': { keys: [make(2)], securityHub: hubs[1] },
    }
    return worldAt(NOW + day * DAY, [], hubs[0], { regions })
  }
  const save = async (day: number, make: typeof fine): Promise<string> => {
    const file = join(folder, `regions-${day}.json`)
    writeFileSync(file, (await run([...CHECKED, '-r', 'all', '-o', 'json'], world(day, make))).out)
    return file
  }
  const send = (file: string, argv: readonly string[], env = {}): Promise<Run> =>
    run(['publish', 'security-hub', '--yes', '--from', file, ...argv], world(1, fine), { io: withEnv(env) })
  const bad = await save(0, unrotated)
  expect((await send(bad, ['-r', 'eu-*'])).out).toBe(`${ACCOUNT} eu-west-1: 1 active, 0 resolved\n`)
  expect(hubs.map(statesIn)).toEqual([[], ['rotation-off 2 ACTIVE FAILED']])
  await send(bad, [], { KMS_AUDIT_REGION: 'eu-west-1' })
  const good = await save(1, fine)
  const sent = await send(good, ['-r', 'us-east-1'])
  expect(sent.out).toBe(`${ACCOUNT} us-east-1: 0 active, 1 resolved\n`)
  expect(hubs.map(statesIn)).toEqual([['rotation-off 1 ARCHIVED PASSED'], ['rotation-off 2 ACTIVE FAILED']])
  expect(await send(good, ['-r', 'us-east-1,eu-west-2'])).toMatchObject({
    exit: 2,
    out: '',
    err: "kms-audit: The report has no Region 'eu-west-2'. It has eu-west-1, us-east-1.\n",
  })
})

test.each([
  [
    'an account id that is none',
    { account_id: '\u001b[31mred', region: 'us-east-1' },
    String.raw`No credentials for account \u{1b}[31mred: no findings were resolved there. Add --profile`,
  ],
  [
    'a Region of another partition',
    { account_id: ACCOUNT, region: 'cn-north-1' },
    `The credentials for account ${ACCOUNT} are for partition aws and do not work in cn-north-1: no findings were resolved there.\n`,
  ],
])('of a saved report, %s is told as what it is', async (name, other, words) => {
  const file = join(folder, `${name}.json`)
  const world = worldAt(NOW, [unrotated(1)], aHub())
  const report = JSON.parse((await run([...CHECKED, '-o', 'json'], world)).out) as Report
  report.scope.places.push({ ...other, status: 'complete', keys: 0 })
  writeFileSync(file, JSON.stringify(report))
  const sent = await run(['publish', 'security-hub', '--yes', '--from', file], world, { io: withEnv() })
  expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(sent.err).toContain(words)
  expect(sent.err).not.toContain('\u001b')
})

test('the demo has a Security Hub, in which something is over', async () => {
  const io = memoryIo()
  // Without the checks of grants, of which one key has tens of thousands.
  const argv = ['--demo', 'publish', 'security-hub', '--yes', '--check', 'rotation-off,key-unused']
  expect(await main(argv, io, () => NOW)).toBe(0)
  expect(io.out()).toMatch(
    /^111122223333 eu-west-1: \d+ active, 0 resolved\n111122223333 us-east-1: \d+ active, 2 resolved\n$/,
  )
  expect(io.err()).toMatch(
    /Findings for Security Hub in 2 Regions of account 111122223333: \d+ active findings \(.*\), 2 to resolve/,
  )
})

describe('while Security Hub is asked and sent to', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: NOW }))
  afterEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

  /** A minute goes by whenever Security Hub is called. */
  const slowly = (words: string[], io: MemoryIo) =>
    run([...ASK, '--yes', ...words], worldAt(NOW, [unrotated(1), unrotated(2)], aHub()), {
      io,
      onRequest({ host }) {
        if (host.startsWith('securityhub.')) vi.advanceTimersByTime(MINUTE)
      },
    })

  test('--log-progress: a line every ten seconds says how far it is, and the report stays as it is', async () => {
    const io = withEnv()
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
  ])('it says nothing of it %s', async (_, words, tty) => {
    const { out, err } = await slowly(words, withEnv({}, { tty }))
    expect(out).toBe(`${ACCOUNT} us-east-1: 2 active, 0 resolved\n`)
    expect(err).not.toMatch(/Security Hub: read|findings? sent/)
  })
})

/** What a wait of a minute prints with `--log-progress`. */
const everyTenSeconds = (line: string): string[] => Array.from({ length: MINUTE / (10 * SECOND) }, () => line)
