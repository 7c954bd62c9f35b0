import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { readCsv } from '../formats/read-csv.ts'
import { fill, listArns } from './fill.ts'
import type { PutKey } from './fill.ts'
import { findMoto, startMoto } from './moto-server.ts'
import type { Moto } from './moto-server.ts'
import { readTable } from './read-table.ts'
import { runBinary } from './run-binary.ts'
import type { Outcome } from './run-binary.ts'
import { EU, REQUEST_DAYS, SAMPLES, US } from './sample.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MINUTE = 60_000

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined
  let put: PutKey[]
  let json: Outcome
  let report: Report

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    put = await fill(moto.url, SAMPLES)
    json = await audit('-r', `${US},${EU}`, '-o', 'json', '--debug')
    report = JSON.parse(json.out) as Report
  }, 5 * MINUTE)

  afterAll(() => moto?.stop())

  const audit = (...args: string[]): Promise<Outcome> =>
    runBinary(args, {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })

  test('moto: the run exits with 0, and says in one line what it could not read', () => {
    expect(json.exit).toBe(0)
    const said = json.err.split('\n').filter(line => line !== '' && !line.startsWith('debug: '))
    expect(said).toEqual([expect.stringMatching(/^kms-audit: 5 gaps: .*Use -o json for details\.$/)])
  })

  test('moto: the inventory is what was put there, and no key is lost, doubled or invented', () => {
    const found = report.keys.map(key => ({
      key_arn: key.key_arn,
      region: key.region,
      aliases: key.aliases.toSorted(),
      description: key.description,
      enabled: key.enabled,
      key_state: key.key_state,
      key_spec: key.key_spec,
      key_usage: key.key_usage,
      multi_region: key.multi_region,
    }))
    expect(found.toSorted(byArn)).toEqual(put.map(expectedFacts).toSorted(byArn))
    expect(put).toHaveLength(150)
    expect(report.summary).toMatchObject({ keys: 150, pending_deletion: 1, unreadable: 1 })
  })

  test('request counts are exact: both keys of a ReEncrypt, whole days, nothing from before the window', () => {
    const windowStart = Math.floor((Date.parse(report.generated_at) - REQUEST_DAYS * DAY) / DAY) * DAY
    const expected = put.map(({ arn, requests }) => [
      arn,
      requests.filter(({ at }) => at >= windowStart).reduce((sum, { count }) => sum + count, 0),
    ])
    expect(Object.fromEntries(report.keys.map(key => [key.key_arn, key.monthly_usage]))).toEqual(
      Object.fromEntries(expected),
    )
    expect(keyOf('re-encrypted to here').monthly_usage).toBe(11 + 4)
    expect(keyOf('last used before the window').monthly_usage).toBe(0)
  })

  test('moto: a use that CloudWatch shows is dated to its hour, and every other key is Unknown', () => {
    const expected = put.map(({ arn, requests }) => [arn, lastUsedText(requests)])
    expect(Object.fromEntries(report.keys.map(key => [key.key_arn, key.last_used]))).toEqual(
      Object.fromEntries(expected),
    )
    expect(keyOf('busy every day').usage?.at_least).toBe(true)
  })

  test('moto: a use of long ago leaves open what happened since, and a replica counts for its family', () => {
    expect(keyOf('last used before the window').disposition).toBe('in_use')
    expect(keyOf('last used long ago').disposition).toBe('unknown')
    expect(keyOf('a disabled key of which nothing is known').disposition).toBe('unknown')
    const family = report.keys.filter(({ description }) => description === 'of many Regions')
    expect(family.map(({ region, disposition }) => [region, disposition])).toEqual([
      [EU, 'in_use'],
      [US, 'in_use'],
    ])
  })

  test('moto: nothing is called unused, and no savings are promised, on such evidence', () => {
    expect(report.summary).toMatchObject({ stale: 0, never: 0, silent: 0, new: 0 })
    // Pending deletion costs nothing; what the unreadable key costs is not known.
    expect(report.savings).toMatchObject({ monthly_cost: 148, unused_key_count: 0, monthly_savings: 0 })
  })

  test('moto: what cannot be answered is one gap for each Region, and is not asked for over and over', () => {
    const gaps = report.gaps.map(({ region, operation, reason, key_id }) => [region, operation, reason, key_id])
    expect(gaps.toSorted()).toEqual(
      [
        [EU, 'cloudtrail:LookupEvents', 'unsupported', null],
        [EU, 'kms:GetKeyLastUsage', 'unsupported', null],
        [US, 'cloudtrail:LookupEvents', 'unsupported', null],
        [US, 'kms:DescribeKey', 'denied', keyOf(null).key_id],
        [US, 'kms:GetKeyLastUsage', 'unsupported', null],
      ].toSorted(),
    )
    for (const region of [US, EU]) {
      // Two tries tell; what is under way by then may still come.
      expect(triesOf('kms:GetKeyLastUsage', region)).toBeLessThanOrEqual(5)
      expect(triesOf('cloudtrail:LookupEvents', region)).toBeLessThanOrEqual(3)
    }
    expect(triesOf('kms:DescribeKey', US) + triesOf('kms:DescribeKey', EU)).toBe(150)
  })

  test(
    'moto: the table has what JSON has, a line for each key',
    async () => {
      const { out, exit } = await audit('-r', `${US},${EU}`)
      expect(exit).toBe(0)
      const rows = readTable(out)
      expect(
        rows.map(row => [row['Key ID'], row['Region'], row['Enabled'], row['Key State'], row['Last Used']]),
      ).toEqual(report.keys.map(key => [key.key_id, key.region, enabledText(key), key.key_state ?? '', key.last_used]))
      expect(rows.map(row => row['Requests (30d)']?.replaceAll(',', ''))).toEqual(
        report.keys.map(key => String(key.monthly_usage)),
      )
      expect(out).not.toContain('Never')
    },
    2 * MINUTE,
  )

  test(
    'moto: CSV has what JSON has, a record for each key',
    async () => {
      const { out, exit } = await audit('-r', `${US},${EU}`, '-o', 'csv')
      expect(exit).toBe(0)
      const [head = [], ...records] = readCsv(out)
      const column = (name: string): (string | undefined)[] => records.map(record => record[head.indexOf(name)])
      const expectColumn = (name: string, read: (key: KeyRecord) => unknown): void =>
        expect([name, ...column(name)]).toEqual([name, ...report.keys.map(key => String(read(key) ?? ''))])
      expectColumn('Arn', key => key.key_arn)
      expectColumn('KeyId', key => key.key_id)
      expectColumn('Region', key => key.region)
      expectColumn('Enabled', enabledText)
      expectColumn('KeyState', key => key.key_state)
      expectColumn('LastUsed', key => key.last_used)
      expectColumn('LastUsedAt', key => key.usage?.last_used_at)
      expectColumn('MonthlyUsage', key => key.monthly_usage)
      expectColumn('Aliases', key => key.aliases.join(' '))
      expectColumn('KeySpec', key => key.key_spec)
      expectColumn('KeyUsage', key => key.key_usage)
      expectColumn('CreatedAt', key => key.created_at)
      expectColumn('Disposition', key => key.disposition)
      expectColumn('MonthlyCost', key => key.cost.key)
      expectColumn('Error', key => key.error)
      expect(column('Description')).toContain(`'=HYPERLINK("http://example.com")`)
      expect(column('Description')).toContain('two lines\\nof "text", with commas')
    },
    2 * MINUTE,
  )

  test(
    'moto: if the account cannot list its Regions, EC2 does, and empty ones are no gap',
    async () => {
      const { out, err, exit } = await audit('-r', 'eu-west-*', '-o', 'json', '--source', 'none', '--debug')
      expect(exit).toBe(0)
      expect(err).toContain('ec2:DescribeRegions')
      const { scope, gaps } = JSON.parse(out) as Report
      const inEu = put.filter(({ region }) => region === EU).length
      expect(scope.places.map(({ region, keys, status }) => [region, keys, status])).toEqual([
        ['eu-west-1', inEu, 'complete'],
        ['eu-west-2', 0, 'complete'],
        ['eu-west-3', 0, 'complete'],
      ])
      expect(gaps).toEqual([])
    },
    2 * MINUTE,
  )

  test(
    'moto: the inventory alone asks no source about use',
    async () => {
      const { err } = await audit('-r', US, '--source', 'none', '--debug')
      const asked = [...err.matchAll(/^debug: .*? (\w+:\w+) \d+ ms/gm)].map(([, operation]) => operation)
      expect(new Set(asked)).toEqual(
        new Set(['sts:GetCallerIdentity', 'kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey']),
      )
    },
    2 * MINUTE,
  )

  test(
    'moto: an audit changes nothing, although describing alias/aws/… would have made keys',
    async () => {
      const { out } = await audit('-r', `${US},${EU}`, '--manager', 'all', '--source', 'none', '-o', 'json')
      expect((JSON.parse(out) as Report).summary.keys).toBe(150)
      expect(await listArns(moto?.url ?? '', [US, EU])).toEqual(put.map(({ arn }) => arn).toSorted())
    },
    2 * MINUTE,
  )

  const keyOf = (description: string | null): KeyRecord => {
    const found = report.keys.find(key => key.description === description)
    if (found === undefined) throw new Error(`no key '${description}' in the report`)
    return found
  }

  const triesOf = (operation: string, region: string): number =>
    [...json.err.matchAll(new RegExp(`^debug: \\d+ ${region} ${operation} \\d+ ms (?!aborted)`, 'gm'))].length
})

function expectedFacts({ arn, region, sample }: PutKey) {
  const aliases = region === sample.region ? (sample.aliases ?? []).toSorted() : []
  const facts = {
    description: sample.description,
    enabled: sample.state === undefined,
    key_state: sample.state ?? 'Enabled',
    key_spec: sample.spec ?? 'SYMMETRIC_DEFAULT',
    key_usage: sample.usage ?? 'ENCRYPT_DECRYPT',
    multi_region: sample.replica !== undefined,
  }
  const nothing = Object.fromEntries(Object.keys(facts).map(name => [name, null]))
  return { key_arn: arn, region, aliases, ...(sample.hidden ? nothing : facts) }
}

function lastUsedText(requests: PutKey['requests']): string {
  if (requests.length === 0) return 'Unknown'
  const hour = Math.floor(Math.max(...requests.map(({ at }) => at)) / HOUR) * HOUR
  return `>= ${new Date(hour).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const enabledText = ({ enabled }: KeyRecord): string => (enabled === null ? 'ERROR' : enabled ? 'True' : 'False')

const byArn = (a: { key_arn: string }, b: { key_arn: string }): number => (a.key_arn < b.key_arn ? -1 : 1)
