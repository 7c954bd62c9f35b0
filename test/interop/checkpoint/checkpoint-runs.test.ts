import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SimulatedCall } from '../../../src/simulation/wire/call.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../../run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newFile = (): string => join(folder, `${++files}.ndjson`)
const linesOf = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

const used = (ago: number, operation = 'Decrypt') => ({ operation, at: NOW - ago })
const keys = [
  simKey({ id: id(1), uses: [used(3 * HOUR), used(200 * DAY)], aliases: ['alias/busy'] }),
  simKey({ id: id(2), uses: [used(120 * DAY)] }),
  simKey({ id: id(3), uses: [used(300 * DAY, 'GenerateDataKey')] }),
  simKey({ id: id(4), aliases: ['alias/quiet'] }),
  simKey({ id: id(5), createdAt: NOW - 3 * DAY }),
  simKey({ id: id(6), manager: 'AWS', aliases: ['alias/aws/s3'] }),
  simKey({ id: id(7), state: 'PendingDeletion', deletionDate: NOW + 9 * DAY }),
  simKey({ id: id(8), spec: 'RSA_2048', usage: 'SIGN_VERIFY', uses: [used(DAY, 'Sign')] }),
]
const world = aWorld(keys)
const later = (ago: number, more: Partial<SimulatedWorld> = {}): SimulatedWorld => ({
  ...world,
  clock: () => NOW + ago,
  ...more,
})

const audit = (
  path: string,
  { of = world, ...options }: RunOptions & { of?: SimulatedWorld } = {},
  words: string[] = [],
) => run(['-o', 'json', '--checkpoint', path, ...words], of, options)

/** What was asked about keys. Every run asks who it is. */
const asked = ({ aws }: Run): string[] => Object.keys(aws.calls).filter(operation => !operation.startsWith('sts:'))

type Input = Pick<SimulatedCall, 'input'>
const forBank = ({ input }: Input): boolean => String(input['RoleArn']).includes('777788889999')
const secondPage = ({ input }: Input): boolean => input['Marker'] !== undefined
const atPort = (port: number) => memoryIo({ env: { ...FAST, AWS_ENDPOINT_URL: `http://localhost:${port}` } })

function expectRefused({ exit, out, err }: Run, words: RegExp): void {
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toMatch(words)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
}

describe.concurrent('a run that goes on', () => {
  test('--checkpoint: a resumed run asks nothing that the file has, and reports the same', async () => {
    const path = newFile()
    const first = await audit(path)
    const again = await audit(path)
    expect(again.exit).toBe(0)
    expect(asked(again)).toEqual([])
    expect(again.report()).toEqual(first.report())
    expect(first.report()).toEqual((await run(['-o', 'json'], world)).report())
    expect(again.err).toBe(
      `kms-audit: Loaded the finished run of 2026-11-20 14:30 UTC from ${path}. ` +
        'Delete the file to run a new audit.\n',
    )
    expect(first.err).toBe('')
  })

  test('--checkpoint: a resumed run is as of the time when the first one began', async () => {
    const path = newFile()
    const first = await audit(path)
    const again = await audit(path, { of: later(11 * HOUR) })
    expect(again.report()).toEqual(first.report())
  })

  test.each([[[]], [['--fast']], [['--double-check']], [['--source', 'cloudtrail']], [['--manager', 'all']]])(
    '--checkpoint: with %j a run that was killed at any moment is resumed to the same report',
    async words => {
      const path = newFile()
      const moments: string[] = []
      const onRequest = (): void => void moments.push(existsSync(path) ? readFileSync(path, 'utf8') : '')
      const whole = await audit(path, { onRequest }, words)
      const bytes = readFileSync(path)
      const torn = [0.5, 0.9].map(share => bytes.subarray(0, Math.floor(bytes.length * share)))
      const some = moments.filter((_, index) => index % Math.ceil(moments.length / 3) === 0)
      const resumed = [...some, ...torn].map(found => {
        const copy = newFile()
        writeFileSync(copy, found)
        return audit(copy, {}, words)
      })
      for (const { exit, report } of await Promise.all(resumed)) {
        expect(exit).toBe(0)
        expect(report()).toEqual(whole.report())
      }
    },
  )

  test('--checkpoint: after Ctrl-C a resumed run asks only for the rest', async () => {
    const path = newFile()
    const many = aWorld(Array.from({ length: 60 }, (_, n) => simKey({ id: id(n), uses: [used(HOUR * (n + 2))] })))
    const io = memoryIo({ env: FAST })
    let count = 0
    const onRequest = (): void => {
      if (++count === 90) io.signal('SIGINT')
    }
    const stopped = await audit(path, { of: many, io, onRequest })
    expect(stopped.exit).toBe(130)
    const known = linesOf(path).filter(({ kind }) => kind === 'kms full')
    expect(known.length).toBeLessThan(60)
    expect(linesOf(path).length).toBeGreaterThan(30)
    const resumed = await audit(path, { of: many })
    expect(resumed.exit).toBe(0)
    expect(resumed.err).toMatch(
      /^kms-audit: Resumed from \S+ \(\d+ cached responses\)\. The report is as of 2026-11-20 14:30 UTC\.\n$/,
    )
    expect(resumed.report()).toEqual((await run(['-o', 'json'], many)).report())
    expect(resumed.aws.calls['kms:GetKeyLastUsage']).toBe(60 - known.length)
    expect(resumed.aws.calls['kms:DescribeKey'] ?? 0).toBeLessThan(60)
  })

  test('resumed run: unanswered calls are made again, and their gaps stay until they are answered', async () => {
    const path = newFile()
    const faults = [deniedByKeyPolicy({ operation: 'GetKeyLastUsage', keyId: id(1) })]
    const words = ['--source', 'kms', '--no-requests']
    const first = await audit(path, { faults }, words)
    expect(first.report().gaps).toHaveLength(1)
    const still = await audit(path, { faults }, words)
    expect(still.report()).toEqual(first.report())
    expect(still.aws.log.map(({ operation, keyId }) => [operation, keyId])).toContainEqual([
      'kms:GetKeyLastUsage',
      id(1),
    ])
    expect(still.aws.calls['kms:GetKeyLastUsage']).toBe(1)
    const allowed = await audit(path, {}, words)
    expect(allowed.report().gaps).toEqual([])
    expect(allowed.key(id(1)).disposition).toBe('in_use')
  })

  test('--checkpoint: a ReEncrypt whose pair CloudWatch has forgotten since is counted once', async () => {
    const path = newFile()
    const partner = `arn:aws:kms:us-east-1:${ACCOUNT}:key/${id(2)}`
    const pair = { ...used(14 * DAY - HOUR, 'ReEncrypt'), partner }
    const two = aWorld([simKey({ id: id(1), uses: [pair] }), simKey({ id: id(2) })])
    const words = ['--source', 'cloudtrail']
    const first = await audit(path, { of: two }, words)
    const again = await audit(path, { of: { ...two, clock: () => NOW + 2 * HOUR } }, words)
    for (const { key } of [first, again]) {
      expect([1, 2].map(number => key(id(number)).monthly_usage)).toEqual([1, 1])
    }
  })

  test('--checkpoint: a resumed run looks up no more second opinions than one run would', async () => {
    const path = newFile()
    const quiet = aWorld(Array.from({ length: 75 }, (_, n) => simKey({ id: id(n) })))
    const first = await audit(path, { of: quiet }, ['--no-requests'])
    expect(first.aws.calls['cloudtrail:LookupEvents']).toBeLessThanOrEqual(66)
    const again = await audit(path, { of: quiet }, ['--no-requests'])
    expect(again.aws.calls['cloudtrail:LookupEvents'] ?? 0).toBe(0)
    expect(again.report()).toEqual(first.report())
  })

  test('--checkpoint: a resumed run does not ask about trails and the organization again, either', async () => {
    const path = newFile()
    const organization = {
      id: 'o-exampleorg',
      rootId: 'r-ab12',
      units: [],
      accounts: [{ id: ACCOUNT, name: 'shop', parentId: 'r-ab12' }],
    }
    const trails = [{ name: 'all', homeRegion: 'us-east-1', multiRegion: true, logging: true }]
    const of: SimulatedWorld = {
      clock: () => NOW,
      accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys } }, trails, organization })],
    }
    const words = ['--checks', '--trust-org']
    const first = await audit(path, { of }, words)
    const again = await audit(path, { of }, words)
    expect(first.aws.calls['cloudtrail:DescribeTrails']).toBe(1)
    expect(first.aws.calls['organizations:ListAccounts']).toBe(1)
    expect(asked(again)).toEqual([])
    expect(again.report()).toEqual(first.report())
    expect(again.err).toMatch(/Loaded the finished run/)
  })

  test('--checkpoint: with -q a resumed run prints nothing on stderr', async () => {
    const path = newFile()
    await audit(path)
    expect((await audit(path, {}, ['-q'])).err).toBe('')
  })

  test('--checkpoint: a resumed run may show the report in another way', async () => {
    const path = newFile()
    await audit(path)
    const table = await run(['--checkpoint', path, '--only', 'unused', '--price-per-key', '2'], world)
    expect(table.exit).toBe(0)
    expect(asked(table)).toEqual([])
    expect(table.out).toBe((await run(['--only', 'unused', '--price-per-key', '2'], world)).out)
  })

  test('--checkpoint: a resumed run goes on although an account cannot be entered this time', async () => {
    const member = '444455556666'
    const two: SimulatedWorld = {
      clock: () => Date.now(),
      accounts: [
        simAccount({ id: ACCOUNT }),
        ...[member, '777788889999'].map(account =>
          simAccount({
            id: account,
            // A key whose deletion is due is asked about again, and the time of this test is the real one.
            regions: { 'us-east-1': { keys: keys.filter(({ state }) => state !== 'PendingDeletion') } },
            roles: [{ name: 'A', externalId: 'secret/7' }],
          }),
        ),
      ],
    }
    const path = newFile()
    const roles = ['--role-arn', `arn:aws:iam::${member}:role/A,arn:aws:iam::777788889999:role/A`]
    const words = [...roles, '--external-id', 'secret/7', '--source', 'none']
    await audit(path, { of: two }, words)
    const error = { name: 'AccessDenied', message: 'is not authorized', status: 403 }
    const faults = [refuse({ operation: 'AssumeRole', when: forBank, error })]
    const again = await audit(path, { of: two, faults }, words)
    expect(again.exit).toBe(0)
    expect(asked(again)).toEqual([])
    expect(new Set(again.report().keys.map(({ account_id }) => account_id))).toEqual(new Set([member]))
    expect(again.report().gaps).toMatchObject([{ account_id: '777788889999', operation: 'sts:AssumeRole' }])
    const told = readFileSync(path, 'utf8')
    expect(told).not.toMatch(/A[KS]IA|secret|simulated|role\//i)
  })
})

describe.concurrent('the file', () => {
  test('checkpoint file: it has one answer a line, and is readable by its owner only', async () => {
    const path = newFile()
    await audit(path)
    const [header, ...facts] = linesOf(path)
    expect(header).toMatchObject({ checkpoint: 2, now: NOW, fingerprint: { accounts: [ACCOUNT] } })
    expect(facts.every(({ place }) => place === `aws/${ACCOUNT}/us-east-1`)).toBe(true)
    const names = facts.map(({ kind, id: of }) => `${String(kind)} ${String(of)}`)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain(`kms:DescribeKey ${id(1)}`)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('checkpoint file: it holds no credentials, whatever the environment holds', async () => {
    const path = newFile()
    const env = {
      ...FAST,
      AWS_ACCESS_KEY_ID: 'AKIASECRETSECRET',
      AWS_SECRET_ACCESS_KEY: 'the-secret',
      AWS_SESSION_TOKEN: 'the-token',
      AWS_ENDPOINT_URL: 'http://user:the-password@localhost:4566/path?x=the-query',
    }
    await audit(path, { io: memoryIo({ env }) })
    const told = readFileSync(path, 'utf8')
    expect(told).not.toMatch(/AKIA|the-|4566/)
    expect(told).toContain('localhost')
  })

  test('checkpoint file: a run with an endpoint on another port may continue it', async () => {
    const path = newFile()
    await audit(path, { io: atPort(4566) })
    expect(asked(await audit(path, { io: atPort(5000) }))).toEqual([])
  })

  test.each([
    ['older than the default of 12 hours', 12 * HOUR, [], true],
    ['just younger', 12 * HOUR - 1, [], false],
    ['older than --checkpoint-ttl', 31 * MINUTE, ['--checkpoint-ttl', '30m'], true],
    ['younger than --checkpoint-ttl', 3 * DAY, ['--checkpoint-ttl', '4d'], false],
  ])('checkpoint file: %s, with an age of %s ms and %j, all calls are made again: %s', async (_, age, words, anew) => {
    const path = newFile()
    await audit(path)
    const again = await audit(path, { of: later(age) }, words)
    expect(asked(again).length > 0).toBe(anew)
    expect(Date.parse(again.report().generated_at)).toBe(Math.floor((NOW + (anew ? age : 0)) / 1000) * 1000)
    expect(linesOf(path)[0]).toMatchObject({ now: NOW + (anew ? age : 0) })
    expect(linesOf(path).filter(({ checkpoint }) => checkpoint !== undefined)).toHaveLength(1)
  })

  test('checkpoint file: one with a torn last line is valid except for that line', async () => {
    const path = newFile()
    const first = await audit(path)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, bytes.length - 3))
    const again = await audit(path)
    expect(again.report()).toEqual(first.report())
    expect(Object.values(again.aws.calls).reduce((sum, count) => sum + count, 0)).toBeLessThan(6)
    expect(linesOf(path)).toHaveLength(bytes.toString().trimEnd().split('\n').length)
  })

  test('checkpoint file: an empty one is begun', async () => {
    const path = newFile()
    writeFileSync(path, '')
    expect((await audit(path)).exit).toBe(0)
    expect(linesOf(path)[0]).toHaveProperty('checkpoint', 2)
  })

  test.each<[string, string[], RegExp]>([
    ['other days', ['--unused-days', '30'], /different days/],
    ['other request days', ['--request-days', '7'], /different days/],
    ['other sources', ['--source', 'kms'], /different sources/],
    ['more effort', ['--double-check'], /different effort/],
    ['less effort', ['--fast'], /different effort/],
    ['other keys', ['--key', id(1)], /different keys/],
    ['keys of others', ['--manager', 'all'], /different keys/],
    ['another Region', ['-r', 'us-east-1,eu-west-1'], /different Regions/],
  ])('checkpoint file: one of a run with %s is refused and stays as it is', async (_, words, line) => {
    const path = newFile()
    await audit(path)
    // Torn, too: nothing is repaired that is not ours to go on with.
    appendFileSync(path, '{"place":"aws')
    const before = readFileSync(path)
    const other = await audit(path, {}, words)
    expectRefused(other, line)
    expect(other.err).toContain('started at 2026-11-20T14:30:00Z')
    expect(readFileSync(path)).toEqual(before)
  })

  test('checkpoint file: one of another account is refused and stays as it is', async () => {
    const path = newFile()
    await audit(path)
    const before = readFileSync(path)
    const of = { clock: () => NOW, accounts: [simAccount({ id: '444455556666', regions: { 'us-east-1': { keys } } })] }
    expectRefused(await audit(path, { of }), /different accounts/)
    expect(readFileSync(path)).toEqual(before)
  })

  test('checkpoint file: one of another endpoint is refused', async () => {
    const path = newFile()
    await audit(path)
    const io = atPort(4566)
    expectRefused(await audit(path, { io }), /different endpoint/)
  })

  test('checkpoint file: one of a different version is refused and stays as it is', async () => {
    const path = newFile()
    await audit(path)
    const newer = readFileSync(path, 'utf8').replace('"checkpoint":2', '"checkpoint":3')
    writeFileSync(path, newer)
    expectRefused(await audit(path), /a different version/)
    expect(readFileSync(path, 'utf8')).toBe(newer)
  })

  test.each([
    ['a spreadsheet', 'KeyId,Enabled\r\n1,True\r\n'],
    ['a text without a line end', 'Dear diary'],
    ['a JSON document', '{\n  "keys": []\n}\n'],
    ['a report', '{ "schema_version": 1 }\n'],
    ['a JSON null', 'null\n'],
    ['a JSON list', '[]\n{}\n'],
    ['bytes', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff])],
    ['half a header', '{"checkpoint":2,"now":17'],
    ['a header whose fields are others', '{"checkpoint":2,"now":"today","fingerprint":null}\n'],
  ])('checkpoint file: one that is %s is refused and stays as it is', async (_, content) => {
    const path = newFile()
    writeFileSync(path, content)
    const before = readFileSync(path)
    expectRefused(await audit(path), /is not a kms-audit checkpoint\. Use another file\./)
    expect(readFileSync(path)).toEqual(before)
  })

  test.each([
    ['in a folder that is not there', () => join(folder, 'nowhere', 'x'), /the directory does not exist/],
    ['that is a folder', () => folder, /not a regular file/],
    ['below a file', () => join(`${newFile()}-file`, 'x'), /not a directory/],
    ['that is a device', () => '/dev/null', /not a regular file/],
    ['where nobody may write', () => '/proc/kms-audit', /Cannot save a checkpoint/],
  ])('checkpoint file: %s is one line, exit 2', async (_, path, words) => {
    const place = path()
    if (place.endsWith('-file/x')) writeFileSync(place.slice(0, -2), '')
    expectRefused(await audit(place), words)
  })

  test('checkpoint: not created if no account can be audited', async () => {
    const path = newFile()
    const faults = [refuse({ service: 'sts', error: { name: 'AccessDenied', message: 'not you', status: 403 } })]
    expect((await audit(path, { faults })).exit).toBe(3)
    expect(readdirSync(folder)).not.toContain(path.split('/').at(-1))
  })

  test('checkpoint file: the listing of a place that was not listed to its end is not kept', async () => {
    const path = newFile()
    const many = aWorld(Array.from({ length: 1100 }, (_, n) => simKey({ id: id(n) })))
    const faults = [deniedByIdentityPolicy({ operation: 'ListKeys', when: secondPage })]
    const half = await audit(path, { of: many, faults }, ['--source', 'none'])
    expect(half.report().keys).toHaveLength(1000)
    const whole = await audit(path, { of: many }, ['--source', 'none'])
    expect(whole.report().keys).toHaveLength(1100)
    expect(whole.aws.calls['kms:DescribeKey']).toBe(100)
  })
})
