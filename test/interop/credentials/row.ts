import { createHash } from 'node:crypto'
import type { SetUp } from '../../aws/credentials/set-up.ts'

/** Where the first call to KMS went, and as whom. `endpoint`: `a` or `b` of the set-up, else a host of AWS. */
interface Reached {
  account: string
  region: string
  endpoint: string
}

/** `refused`: the program asks KMS for nothing, and says why on stderr. */
export type Outcome = Reached | 'refused'

/** One set-up, and what both programs make of it. */
export interface Row extends SetUp {
  title: string
  expected: Partial<Reached> | 'refused'
  /** Where the AWS CLI does otherwise, for a reason that is intended. */
  cli?: { why: Difference; expected: Partial<Reached> | 'refused' }
  /** Calls go to AWS's own hosts, by a proxy that leads to the first stand-in; its certificate is of the CA `{ca}`. */
  toAws?: true
}

/** The intended differences, all of them. */
export const DIFFERENCES = {
  'region-variable': 'AWS CLI 1 ignores AWS_REGION; AWS CLI 2 and the SDKs read it first',
  'profile-variables': 'AWS CLI 1 reads AWS_DEFAULT_PROFILE before AWS_PROFILE; AWS CLI 2 and the SDKs after it',
  'empty-variable': 'the SDKs also ignore empty variables; the AWS CLI takes some of them as a name',
  'byte-order-mark': 'files that Windows programs have saved are read',
} as const

export type Difference = keyof typeof DIFFERENCES

export const ONE = '111122223333'
export const TWO = '222233334444'
export const FOUR = '444455556666'

/** Lines of a profile with access keys of an account. */
export const keys = (account: string, more = ''): string =>
  `aws_access_key_id = AKIA${account}\naws_secret_access_key = x\n${more}`

export const exported = (account: string) => ({ AWS_ACCESS_KEY_ID: `AKIA${account}`, AWS_SECRET_ACCESS_KEY: 'x' })

export const role = (account: string): string => `role_arn = arn:aws:iam::${account}:role/audit\n`

/** The file in which `aws sso login` keeps the token of a session or start page. */
export const tokenFile = (name: string): string =>
  `.aws/sso/cache/${createHash('sha1').update(name).digest('hex')}.json`

export const EU = 'region = eu-west-1\n'

/** All calls of a set-up go to the first stand-in, unless it says otherwise. */
export const TO_A = { AWS_ENDPOINT_URL: '{a}' }
