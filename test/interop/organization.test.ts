import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/model/report/report.ts'
import { findMoto, startMoto } from './moto-server.ts'
import type { Moto } from './moto-server.ts'
import { runBinary } from './run-binary.ts'
import type { Outcome } from './run-binary.ts'

const MINUTE_LIMIT = 60_000
const REGION = 'eu-west-1'
const ROLE = 'audit/KeyAudit'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: no moto_server in KMS_AUDIT_MOTO_SERVER)' : 'moto'

interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

/** An account of the organization, and the ARNs of the keys that were made in it. */
interface Member {
  account: string
  credentials: Credentials
  arns: string[]
}

describe.skipIf(executable === null)(`${title}: an organization`, () => {
  let moto: Moto | undefined
  let unit: string
  let own: Member
  let shop: Member
  let bank: Member

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    const endpoint = moto.url
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
    const { Account = '' } = await new STSClient({ endpoint, region: REGION, credentials }).send(
      new GetCallerIdentityCommand({}),
    )
    own = { account: Account, credentials, arns: [] }
    const organizations = new OrganizationsClient({ endpoint, region: REGION, credentials })
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }))
    const { Roots = [] } = await organizations.send(new ListRootsCommand({}))
    const root = Roots[0]?.Id ?? ''
    const made = await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'Workloads' }))
    unit = made.OrganizationalUnit?.Id ?? ''
    shop = await join(endpoint, organizations, 'shop')
    bank = await join(endpoint, organizations, 'bank')
    await organizations.send(
      new MoveAccountCommand({ AccountId: shop.account, SourceParentId: root, DestinationParentId: unit }),
    )
    for (const [member, count] of [
      [own, 2],
      [shop, 3],
      [bank, 130],
    ] as const)
      member.arns = await makeKeys(endpoint, member, count)
  }, 2 * MINUTE_LIMIT)

  afterAll(() => moto?.stop())

  const audit = (...args: string[]): Promise<Outcome> =>
    runBinary(['-r', REGION, '--source', 'none', ...args], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })

  const org = ['--org', '--org-role', ROLE, '-o', 'json']
  const role = ({ account }: Member): string => `arn:aws:iam::${account}:role/${ROLE}`

  test(
    'organization: it is audited account by account, its own account included',
    async () => {
      expect(new Set([own.account, shop.account, bank.account]).size).toBe(3)
      expectKeys(await audit(...org), [own, shop, bank])
    },
    MINUTE_LIMIT,
  )

  test(
    'organization: two roles are the two accounts that they belong to',
    async () => expectKeys(await audit('-o', 'json', '--role-arn', `${role(shop)},${role(bank)}`), [shop, bank]),
    MINUTE_LIMIT,
  )

  test(
    'organization: it is narrowed to units and accounts',
    async () => {
      expectKeys(await audit(...org, '--ou', unit), [shop])
      expectKeys(await audit(...org, '--accounts', bank.account), [bank])
      expectKeys(await audit(...org, '--exclude-accounts', bank.account), [own, shop])
    },
    MINUTE_LIMIT,
  )

  test(
    'organization: the table and CSV have the account of each key',
    async () => {
      const table = await audit('--org', '--org-role', ROLE)
      for (const { account, arns } of [own, shop, bank])
        expect(table.out.match(new RegExp(`^\\| [0-9a-f-]{36} +\\| ${account} `, 'gm'))).toHaveLength(arns.length)
      const csv = await audit('--org', '--org-role', ROLE, '-o', 'csv')
      for (const { arns } of [own, shop, bank]) for (const arn of arns) expect(csv.out).toContain(arn)
    },
    MINUTE_LIMIT,
  )

  test(
    'organization: it is estimated by its listing alone',
    async () => {
      const { exit, out, err } = await audit('--org', '--org-role', ROLE, '--estimate', '--debug')
      expect(exit).toBe(0)
      expect(out).toMatch(new RegExp(`^${bank.account}( .*)? +${REGION} +130 `, 'm'))
      expect(out).toMatch(/^135 keys: about /m)
      expect(err).not.toMatch(/DescribeKey|ListAliases/)
    },
    MINUTE_LIMIT,
  )

  test(
    'organization: sources that moto does not have are a gap in every account, and nothing is called unused',
    async () => {
      const { exit, out } = await runBinary(['-r', REGION, ...org, '--accounts', `${own.account},${shop.account}`], {
        AWS_ENDPOINT_URL: moto?.url ?? '',
        AWS_ACCESS_KEY_ID: 'testing',
        AWS_SECRET_ACCESS_KEY: 'testing',
      })
      expect(exit).toBe(0)
      const { gaps, summary } = JSON.parse(out) as Report
      expect(summary).toMatchObject({ keys: 5, unknown: 5 })
      for (const { account } of [own, shop])
        expect(gaps.filter(gap => gap.account_id === account).map(({ operation }) => operation)).toEqual([
          'cloudtrail:LookupEvents',
          'kms:GetKeyLastUsage',
        ])
    },
    MINUTE_LIMIT,
  )
})

/** A run without a gap found exactly the keys of these accounts, each named as its account's own. */
function expectKeys({ exit, out, err }: Outcome, members: readonly Member[]): void {
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  const { keys, gaps, scope } = JSON.parse(out) as Report
  expect(keys.map(({ key_arn }) => key_arn).toSorted()).toEqual(members.flatMap(({ arns }) => arns).toSorted())
  expect(keys.every(({ key_arn, account_id }) => key_arn.split(':')[4] === account_id)).toBe(true)
  expect(keys.every(({ description, account_id }) => description?.includes(account_id) === true)).toBe(true)
  expect(scope.places.map(({ account_id, keys: count }) => [account_id, count]).toSorted()).toEqual(
    members.map(({ account, arns }) => [account, arns.length]).toSorted(),
  )
  expect(gaps).toEqual([])
}

/** Makes an account of the organization, and enters it by a role as its administrator would. */
async function join(endpoint: string, organizations: OrganizationsClient, name: string): Promise<Member> {
  const asked = new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` })
  const { CreateAccountStatus } = await organizations.send(asked)
  const account = CreateAccountStatus?.AccountId ?? ''
  const sts = new STSClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  })
  const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'setup' }))
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
  return { account, credentials, arns: [] }
}

async function makeKeys(endpoint: string, { account, credentials }: Member, count: number): Promise<string[]> {
  const kms = new KMSClient({ endpoint, region: REGION, credentials })
  const arns: string[] = []
  for (let number = 0; number < count; number++) {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: `key ${number} of ${account}` }))
    arns.push(KeyMetadata?.Arn ?? '')
    // The same alias in every account: aliases are an account's own.
    if (number === 0)
      await kms.send(new CreateAliasCommand({ AliasName: 'alias/main', TargetKeyId: KeyMetadata?.KeyId ?? '' }))
  }
  kms.destroy()
  return arns
}
