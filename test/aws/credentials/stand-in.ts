import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One request, as the stand-in sees it. */
export interface Asked {
  method: string
  host: string
  path: string
  headers: Readonly<Record<string, string | undefined>>
  body: string
}

interface Answered {
  status: number
  headers: Record<string, string>
  body: string
}

/** What a call to STS or KMS shows of the session behind it. */
export interface Seen {
  action: string
  host: string
  /** Of the signature; of calls without one, empty. */
  account: string
  region: string
  /** Parameters of calls to STS. */
  parameters: Readonly<Record<string, string>>
}

/** Answers as AWS would, for one key in each account. The account is the digits of the access key id. */
export class StandIn {
  readonly seen: Seen[] = []

  answer(asked: Asked): Answered {
    const [path = ''] = asked.path.split('?')
    if (path.startsWith('/latest/') || path === '/role') return machine(asked, path)
    if (path === '/federation/credentials') return portal(asked)
    if (path === '/token') return json({ accessToken: 'renewed', expiresIn: 3600, refreshToken: 'next' })
    const target = asked.headers['x-amz-target']
    const parameters = target === undefined ? Object.fromEntries(new URLSearchParams(asked.body)) : {}
    const action = target?.split('.').at(-1) ?? parameters['Action'] ?? ''
    const scope = /Credential=[A-Z]*(\d{12})\/\d+\/([\w-]+)\//.exec(asked.headers['authorization'] ?? '')
    const [, account = '', region = ''] = scope ?? []
    this.seen.push({ action, host: asked.host, account, region, parameters })
    if (account === REFUSED) return refused(action)
    return target === undefined ? sts(action, account, region, parameters) : kms(action, account, region)
  }
}

/** An account that refuses every call. */
export const REFUSED = '000000000000'

const json = (value: unknown, status = 200, error?: string): Answered => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', ...(error !== undefined && { 'x-amzn-errortype': error }) },
  body: JSON.stringify(value),
})

const plain = (body: string): Answered => ({ status: 200, headers: { 'content-type': 'text/plain' }, body })

const xml = (action: string, result: string): Answered => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`,
})

const denied = (message: string): Answered => ({
  status: 403,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
})

const refused = (action: string): Answered => denied(`User is not authorized to perform: sts:${action}`)

const FAR = '2099-01-01T00:00:00Z'

function sts(action: string, account: string, region: string, parameters: Readonly<Record<string, string>>): Answered {
  if (action === 'GetCallerIdentity') {
    return xml(
      action,
      `<Arn>arn:${partitionOf(region)}:iam::${account}:user/me</Arn><UserId>AIDA</UserId><Account>${account}</Account>`,
    )
  }
  if (parameters['TokenCode'] === '000000') {
    return denied('MultiFactorAuthentication failed with invalid MFA one time pass code.')
  }
  const role = parameters['RoleArn']?.split(':')[4] ?? ''
  if (role === REFUSED) return refused(action)
  const keys = `<AccessKeyId>ASIA${role}</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>t</SessionToken>`
  const user = `<AssumedRoleUser><Arn>arn:aws:sts::${role}:assumed-role/r/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>`
  return xml(action, `<Credentials>${keys}<Expiration>${FAR}</Expiration></Credentials>${user}`)
}

const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : 'aws')

const KEY = '11111111-2222-4333-8444-555555555555'

function kms(action: string, account: string, region: string): Answered {
  const arn = `arn:${partitionOf(region)}:kms:${region}:${account}:key/${KEY}`
  if (action === 'ListKeys') return json({ Keys: [{ KeyId: KEY, KeyArn: arn }], Truncated: false })
  if (action === 'ListAliases') return json({ Aliases: [], Truncated: false })
  if (action !== 'DescribeKey') return json({ __type: 'UnknownOperationException' }, 400)
  const key = {
    KeyId: KEY,
    Arn: arn,
    AWSAccountId: account,
    CreationDate: 1_600_000_000,
    Enabled: true,
    Description: '',
  }
  const kind = { KeyState: 'Enabled', KeyManager: 'CUSTOMER', Origin: 'AWS_KMS', KeyUsage: 'ENCRYPT_DECRYPT' }
  return json({ KeyMetadata: { ...key, ...kind, KeySpec: 'SYMMETRIC_DEFAULT', MultiRegion: false } })
}

/** Credentials of an instance (account 7…) and of a container (account 8…). */
function machine({ method, headers }: Asked, path: string): Answered {
  const keys = { SecretAccessKey: 'x', Token: 't', Expiration: FAR, LastUpdated: '2020-01-01T00:00:00Z' }
  if (path === '/role') {
    if ((headers['authorization'] ?? 'secret') !== 'secret') return json({ message: 'wrong token' }, 403)
    return json({ ...keys, AccessKeyId: 'ASIA888888888888', RoleArn: 'arn:aws:iam::888888888888:role/task' })
  }
  if (path === '/latest/api/token') return plain(method === 'PUT' ? 'imds-token' : '')
  if (headers['x-aws-ec2-metadata-token'] !== 'imds-token') return json('', 401)
  if (path.endsWith('/security-credentials/')) return plain('instance-role')
  return json({ ...keys, Code: 'Success', Type: 'AWS-HMAC', AccessKeyId: 'ASIA777777777777' })
}

/** IAM Identity Center: the account is the one asked for. */
function portal({ path, headers }: Asked): Answered {
  const query = new URLSearchParams(path.split('?')[1])
  const token = headers['x-amz-sso_bearer_token']
  if (token !== 'token' && token !== 'renewed')
    return json({ message: 'Session token not found or invalid' }, 401, 'UnauthorizedException')
  const account = query.get('account_id') ?? ''
  if (account === REFUSED) return json({ message: 'No access' }, 403, 'ForbiddenException')
  const keys = { accessKeyId: `ASIA${account}`, secretAccessKey: 'x', sessionToken: 't', expiration: Date.parse(FAR) }
  return json({ roleCredentials: keys })
}

/** The stand-in on this machine only, at a port that the system chooses. */
export async function serveStandIn(standIn: Pick<StandIn, 'answer'>): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    void text(request).then(body => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const { method = '', url: path = '' } = request
      const answered = standIn.answer({ method, host: headers['host'] ?? '', path, headers, body })
      response.writeHead(answered.status, answered.headers).end(answered.body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
