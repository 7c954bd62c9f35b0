import type { PolicyDocument, PolicyStatement } from '../../world/sim-iam.ts'

type Names = string | readonly string[]

/** What an application needs to encrypt and decrypt. */
export const USE_KEYS = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey']

export const document = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
})

export const allow = (
  Action: Names,
  Resource: Names,
  Condition?: PolicyStatement['Condition'],
  Sid?: string,
): PolicyStatement => ({
  ...(Sid !== undefined && { Sid }),
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
})

export const deny = (...given: Parameters<typeof allow>): PolicyStatement => ({ ...allow(...given), Effect: 'Deny' })

/** A trust policy. */
export const trusts = (Principal: object): PolicyDocument =>
  document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })
