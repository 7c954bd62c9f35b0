/** A key to be made, and what is told to CloudWatch about it. */
export interface Sample {
  region: string
  description: string
  aliases?: readonly string[]
  spec?: 'RSA_2048' | 'ECC_NIST_P256' | 'HMAC_256'
  usage?: 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC'
  state?: 'Disabled' | 'PendingDeletion'
  /** The key's own policy forbids everybody to describe it. */
  hidden?: true
  requests?: readonly Requests[]
  /** A multi-Region key: its replica, which counts its own requests. */
  replica?: { region: string; requests: readonly Requests[] }
}

/** So many successful requests, so long ago. `to`: ReEncrypt to the key of that description. */
export interface Requests {
  operation: string
  hoursAgo: number
  count: number
  to?: string
}

export const US = 'us-east-1'
export const EU = 'eu-west-1'
export const REQUEST_DAYS = 30

const days = (count: number, hours = 0): number => count * 24 + hours

/** Keys of which somebody may expect something special. */
const TELLING: readonly Sample[] = [
  {
    region: US,
    description: 'busy every day',
    aliases: ['alias/busy', 'alias/also-busy'],
    requests: [3, days(1), days(1, 2), days(5), days(20), days(29)].flatMap(hoursAgo => [
      { operation: 'Decrypt', hoursAgo, count: 1000 },
      { operation: 'GenerateDataKey', hoursAgo, count: 17 },
    ]),
  },
  {
    region: US,
    description: 'used within the window and before it',
    requests: [days(10), days(40)].map(hoursAgo => ({ operation: 'Encrypt', hoursAgo, count: 5 })),
  },
  {
    region: US,
    description: 'last used before the window',
    requests: [{ operation: 'Decrypt', hoursAgo: days(40), count: 7 }],
  },
  {
    region: US,
    description: 'last used long ago',
    requests: [{ operation: 'GenerateDataKeyWithoutPlaintext', hoursAgo: days(200), count: 3 }],
  },
  {
    region: US,
    description: 're-encrypted from here',
    requests: [{ operation: 'ReEncrypt', hoursAgo: days(2), count: 11, to: 're-encrypted to here' }],
  },
  {
    region: US,
    description: 're-encrypted to here',
    requests: [{ operation: 'Decrypt', hoursAgo: days(3), count: 4 }],
  },
  {
    region: US,
    description: 'a disabled key that was used last week',
    state: 'Disabled',
    aliases: ['alias/off'],
    requests: [{ operation: 'Decrypt', hoursAgo: days(6), count: 1 }],
  },
  { region: US, description: 'a disabled key of which nothing is known', state: 'Disabled' },
  { region: US, description: 'on its way out', state: 'PendingDeletion', aliases: ['alias/going'] },
  { region: US, description: 'nobody may describe this one', hidden: true, aliases: ['alias/secret'] },
  {
    region: US,
    description: 'signs',
    spec: 'RSA_2048',
    usage: 'SIGN_VERIFY',
    requests: [{ operation: 'Sign', hoursAgo: days(1), count: 21 }],
  },
  {
    region: EU,
    description: 'authenticates',
    spec: 'HMAC_256',
    usage: 'GENERATE_VERIFY_MAC',
    requests: [
      { operation: 'GenerateMac', hoursAgo: days(4), count: 2 },
      { operation: 'VerifyMac', hoursAgo: days(2), count: 2 },
    ],
  },
  { region: EU, description: 'never asked to sign', spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  { region: EU, description: 'two lines\nof "text", with commas' },
  { region: EU, description: '=HYPERLINK("http://example.com")' },
  { region: EU, description: 'schlüssel 鍵 🔑', aliases: ['alias/team_a/key-1'] },
  { region: EU, description: '' },
  { region: EU, description: 'busy here too', requests: [{ operation: 'Decrypt', hoursAgo: 5, count: 99 }] },
  {
    region: US,
    description: 'of many Regions',
    replica: { region: EU, requests: [{ operation: 'Decrypt', hoursAgo: days(8), count: 6 }] },
  },
]

/** The crowd: every third has an alias, every tenth some requests. */
const crowd = (region: string, size: number): Sample[] =>
  Array.from({ length: size }, (_, index) => ({
    region,
    description: `application ${index} of ${region}`,
    ...(index % 3 === 0 ? { aliases: [`alias/application-${index}`] } : {}),
    ...(index % 10 === 0
      ? { requests: [{ operation: 'Decrypt', hoursAgo: days(1 + index / 10), count: index + 1 }] }
      : {}),
  }))

/** Some 150 keys in two Regions. */
export const SAMPLES: readonly Sample[] = [...TELLING, ...crowd(US, 85), ...crowd(EU, 45)]
