import { GetKeyLastUsageCommand, KMSClient } from '@aws-sdk/client-kms'
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { HOUR } from '../../../src/model/time.ts'
import { ACCOUNT, arn, id, NOW, settings } from './clients.ts'

const Functions = [{ FunctionName: 'mailer', KMSKeyArn: arn(1), Environment: { Variables: { PASSWORD: 'secret' } } }]

const account = (absentServices: readonly string[] = []) =>
  simAccount({
    id: ACCOUNT,
    roles: [{ name: 'auditor' }],
    regions: {
      'us-east-1': { keys: [simKey({ id: id(1) })], resources: { 'lambda:ListFunctions': Functions }, absentServices },
    },
  })

const Policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' }
const NO_DECRYPTION = { Effect: 'Deny', Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' }

async function sessionWith(aws: SimulatedAws, policy: string): Promise<string> {
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/auditor`
  const input = { RoleArn, RoleSessionName: 'sweep', Policy: policy }
  const { Credentials } = await new STSClient(settings(aws)).send(new AssumeRoleCommand(input))
  return Credentials?.AccessKeyId ?? ''
}

test('simulated Lambda: ListFunctions decrypts variables as the caller, which is a use of the key', async () => {
  let now = NOW
  const aws = new SimulatedAws({ clock: () => now, accounts: [account()] })
  const listed = await new LambdaClient(settings(aws)).send(new ListFunctionsCommand({}))
  expect(listed.Functions?.[0]?.Environment?.Variables).toEqual({ PASSWORD: 'secret' })
  expect(aws.log.at(-1)).toEqual({ account: ACCOUNT, region: 'us-east-1', operation: 'kms:Decrypt', keyId: id(1) })
  now += HOUR
  const { KeyLastUsage } = await new KMSClient(settings(aws)).send(new GetKeyLastUsageCommand({ KeyId: id(1) }))
  expect(KeyLastUsage).toMatchObject({ Operation: 'Decrypt', Timestamp: new Date(NOW) })
})

test('simulated Lambda: a session that may not decrypt gets an error in place of the variables', async () => {
  let now = NOW
  const aws = new SimulatedAws({ clock: () => now, accounts: [account()] })
  const policy = Policy(ALL, NO_DECRYPTION)
  const client = new LambdaClient(settings(aws, 'us-east-1', await sessionWith(aws, policy)))
  const { Functions: listed } = await client.send(new ListFunctionsCommand({}))
  expect(listed?.[0]?.Environment?.Error?.ErrorCode).toBe('AccessDeniedException')
  expect(aws.log.find(({ operation }) => operation === 'lambda:ListFunctions')?.sessionPolicy).toBe(policy)
  expect(aws.log.at(-1)).toMatchObject({ operation: 'kms:Decrypt', error: 'AccessDenied' })
  now += HOUR
  const { KeyLastUsage } = await new KMSClient(settings(aws)).send(new GetKeyLastUsageCommand({ KeyId: id(1) }))
  expect(KeyLastUsage).toEqual({})
})

test.each([
  [
    'a policy that only denies',
    Policy(NO_DECRYPTION),
    'because no session policy allows the lambda:ListFunctions action',
  ],
  ['a policy that denies the call', Policy(ALL, { ...NO_DECRYPTION, Action: 'Lambda:List*' }), 'with an explicit deny'],
])('simulated STS: %s limits the session', async (_, policy, message) => {
  const aws = new SimulatedAws({ clock: () => NOW, accounts: [account()] })
  const client = new LambdaClient(settings(aws, 'us-east-1', await sessionWith(aws, policy)))
  await expect(client.send(new ListFunctionsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(message) as string,
  })
})

test('simulated STS: a session policy that is no policy is refused', async () => {
  const aws = new SimulatedAws({ clock: () => NOW, accounts: [account()] })
  await expect(sessionWith(aws, '{}')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
})

test('simulated Regions: a service that a Region does not have has no host name there', async () => {
  const aws = new SimulatedAws({ clock: () => NOW, accounts: [account(['lambda'])] })
  await expect(new LambdaClient(settings(aws)).send(new ListFunctionsCommand({}))).rejects.toMatchObject({
    code: 'ENOTFOUND',
    message: 'getaddrinfo ENOTFOUND lambda.us-east-1.amazonaws.com',
  })
})
