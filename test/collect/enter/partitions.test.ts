import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { simAccount, type SimAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run } from '../../run.ts'
import {
  SHOP,
  BANK,
  role,
  inventory,
  withRegions,
  member,
  worldOf,
  placesOf,
  accountsOf,
  gapsOf,
  bodyText,
  callsOf,
  expectOneLine,
} from './accounts.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))

afterAll(() => vi.useRealTimers())

const profile = (name: string, { accessKeyIds }: SimAccount): string =>
  `[${name}]\naws_access_key_id = ${accessKeyIds[0] ?? ''}\naws_secret_access_key = none\n`

function expectNoForeignArn({ requests, out, err }: Run): void {
  for (const said of [...requests.map(({ body }) => bodyText(body)), out, err])
    expect(decodeURIComponent(said)).not.toContain('arn:aws:')
}

describe('partitions', () => {
  const gov = member(SHOP, { partition: 'aws-us-gov', in: ['us-gov-west-1'] })
  const china = member(BANK, { partition: 'aws-cn', in: ['cn-north-1'] })
  const used = [{ operation: 'Decrypt', at: NOW - 100 * DAY }]
  const elsewhere = (account: SimAccount): SimAccount => ({
    ...account,
    regions: Object.fromEntries(
      Object.keys(account.regions).map(region => [
        region,
        { keys: [simKey({ id: id(1), uses: used }), simKey({ id: id(2) })] },
      ]),
    ),
  })

  test.each([
    ['GovCloud', elsewhere(gov), 'us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
    ['China', elsewhere(china), 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ])('partitions: %s is audited like the others, with its own ARNs and hosts', async (_, account, region, host) => {
    const { partition } = account
    const roles = ['--role-arn', role(account.id, undefined, partition)]
    const master = simAccount({ id: ACCOUNT, partition, enabledRegions: [region] })
    const audited = await run(['-o', 'json', '--double-check', ...roles], worldOf(master, account), {
      io: withRegions(region),
    })
    expect(audited.exit).toBe(0)
    expect(audited.report().gaps).toEqual([])
    expect(placesOf(audited)).toEqual([`${account.id} ${region}`])
    expect(audited.report().keys.map(({ disposition }) => disposition)).toEqual(['stale', 'silent'])
    expect(audited.report().keys[0]?.key_arn).toBe(`arn:${partition}:kms:${region}:${account.id}:key/${id(1)}`)
    expect(audited.report().savings.monthly_savings).toBeNull()
    expect(new Set(callsOf(audited, 'AssumeRole').map(each => each.host))).toEqual(new Set([host]))
    expectNoForeignArn(audited)
    const table = await run(roles, worldOf(master, account), { io: withRegions(region) })
    expectNoForeignArn(table)
  })

  test.each([
    ['cn-*', china, 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['us-gov-*', gov, 'us-gov-west-1', 'sts.us-gov-east-1.amazonaws.com'],
  ])('--region: the glob %s decides in which partition to ask', async (glob, account, region, host) => {
    const audited = await run([...inventory, '-r', glob], worldOf(account), { io: memoryIo({}) })
    expect({ exit: audited.exit, err: audited.err }).toEqual({ exit: 0, err: '' })
    expect(placesOf(audited)).toEqual([`${account.id} ${region}`])
    const hosts = callsOf(audited, 'GetCallerIdentity').map(each => each.host)
    expect(hosts).toContain(host)
    expect(audited.requests.some(each => each.host.includes('us-east-1'))).toBe(false)
  })

  test('partitions: for keys that a glob of another partition cannot use, the message names the Region that was asked', async () => {
    const audited = await run([...inventory, '-r', 'cn-*'], worldOf(member(SHOP)), { io: memoryIo({}) })
    expectOneLine(audited, 3, /cn-north\w*-1 does not recognize these credentials\. It is in partition aws-cn, /)
    expect(audited.err).not.toMatch(/us-east-1|security token|aws sso login/)
  })

  test('partitions: for a glob outside the partition of the credentials, the message names no Region of theirs', async () => {
    const audited = await run([...inventory, '-r', 'cn-*'], worldOf(member(SHOP)), { io: withRegions('us-east-1') })
    expectOneLine(audited, 2, /'cn-\*' matches only Regions of partition aws-cn, but these credentials are for aws\./)
    expect(audited.err).not.toMatch(/us-east-1/)
  })

  test('partitions: an organization is entered by roles of its own partition', async () => {
    const organization = {
      id: 'o-exampleorg',
      rootId: 'r-ab12',
      units: [],
      accounts: [ACCOUNT, BANK].map(account => ({ id: account, name: 'x', parentId: 'r-ab12' })),
    }
    // China's Organizations answers in cn-northwest-1 alone.
    const enabledRegions = ['cn-north-1', 'cn-northwest-1']
    const world = worldOf(simAccount({ id: ACCOUNT, partition: 'aws-cn', enabledRegions, organization }), china)
    const audited = await run([...inventory, '--org', '--org-role', 'audit/KeyAuditor'], world, {
      io: withRegions('cn-north-1'),
    })
    expect(accountsOf(audited)).toEqual([ACCOUNT, BANK])
    expectNoForeignArn(audited)
  })

  test('partitions: a Region of another partition is a gap, and gets no call', async () => {
    const audited = await run([...inventory, '-r', 'us-east-1,us-gov-west-1,cn-north-1'], worldOf(gov))
    expect(audited.exit).toBe(0)
    expect(gapsOf(audited)).toEqual([
      [SHOP, 'cn-north-1', 'kms:ListKeys', 'not_enabled'],
      [SHOP, 'us-east-1', 'kms:ListKeys', 'not_enabled'],
    ])
    expect(audited.report().keys).toHaveLength(1)
    expect(audited.requests.some(({ host }) => /^kms\.(us-east-1|cn)/.test(host))).toBe(false)
  })

  describe('by profiles', () => {
    let folder = ''
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'profiles-'))
      const stranger = simAccount({ id: '999999999999' })
      const profiles = [profile('gov', gov), profile('same', gov), profile('china', china), profile('dead', stranger)]
      writeFileSync(join(folder, 'credentials'), profiles.join('\n'))
    })
    afterAll(() => rmSync(folder, { recursive: true }))
    const audit = (profiles: string) => {
      const files = {
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
        AWS_CONFIG_FILE: join(folder, 'config'),
      }
      return run([...inventory, '-p', profiles, '-r', 'us-gov-west-1,cn-north-1'], worldOf(gov, china), {
        signs: 'by-profile',
        io: memoryIo({ env: { ...FAST, ...files } }),
      })
    }

    test('profiles: several partitions are one report, and no account is asked in another partition', async () => {
      const audited = await audit('gov,china')
      expect(audited.exit).toBe(0)
      expect(audited.report().keys.map(({ key_arn }) => key_arn)).toEqual([
        `arn:aws-us-gov:kms:us-gov-west-1:${SHOP}:key/${id(6666)}`,
        `arn:aws-cn:kms:cn-north-1:${BANK}:key/${id(9999)}`,
      ])
      expect(gapsOf(audited)).toEqual([
        [SHOP, 'cn-north-1', 'kms:ListKeys', 'not_enabled'],
        [BANK, 'us-gov-west-1', 'kms:ListKeys', 'not_enabled'],
      ])
      expectNoForeignArn(audited)
    })

    test('profiles: two profiles of one account are its places once', async () => {
      const audited = await audit('gov,same')
      expect(placesOf(audited)).toEqual([`${SHOP} cn-north-1`, `${SHOP} us-gov-west-1`])
      expect(audited.aws.calls['kms:ListKeys']).toBe(1)
      expect(gapsOf(audited)).toHaveLength(1)
    })

    test('profiles: one that is refused is a gap, and the others go on', async () => {
      const audited = await audit('dead,china')
      expect(accountsOf(audited)).toEqual([BANK])
      expect(audited.report().gaps).toContainEqual(
        expect.objectContaining({
          operation: 'sts:GetCallerIdentity',
          message: expect.stringContaining('dead') as string,
        }),
      )
    })
  })
})
