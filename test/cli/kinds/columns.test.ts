import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../parse.ts'
import { AuditError } from '../../../src/lib/process/exit.ts'
import type { ShowOptions } from '../../../src/model/options/options.ts'

const show = (line: string, env: Record<string, string> = {}): ShowOptions => {
  const parsed = parseCommandLine(line.split(' '), env)
  if ('show' in parsed) throw new Error('no audit')
  return parsed.options.show
}

function complaint(line: string): string {
  try {
    parseCommandLine(line.split(' '), {})
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    expect(error.exit).toBe(2)
    return [error.message, error.hint].filter(Boolean).join(' ')
  }
  return 'no complaint'
}

describe('--columns', () => {
  test.each([
    ['CSV headers', '--columns KeyId,MonthlyCost', ['KeyId', 'MonthlyCost']],
    [
      'kebab-case, also of columns that the table does not have',
      '--columns key-spec,created-at',
      ['KeySpec', 'CreatedAt'],
    ],
    ['any case', '--columns REGION --columns keyspec', ['Region', 'KeySpec']],
    ['short names', '--columns alias,last-used,verdict,cost', ['Aliases', 'LastUsed', 'Disposition', 'MonthlyCost']],
    ['each column once', '--columns arn,Arn,key-arn', ['Arn']],
    ['the table of a saved report', '--from a.json --columns arn', ['Arn']],
    ['CSV in a file beside another output', '-o json -o csv=a.csv --columns arn', ['Arn']],
  ])('--columns: it takes %s', (_, line, columns) => expect(show(line).columns).toEqual(columns))

  test('--columns: KMS_AUDIT_COLUMNS is the same, and is ignored where it has no effect', () => {
    expect(show('-q', { KMS_AUDIT_COLUMNS: 'key-id,region' }).columns).toEqual(['KeyId', 'Region'])
    expect(show('-o json', { KMS_AUDIT_COLUMNS: 'key-id' }).outputs).toHaveLength(1)
  })

  test('--columns: help lists every column', () => {
    const parsed = parseCommandLine(['--columns', 'help'], {})
    expect(parsed).toEqual({
      show: expect.stringMatching(
        /^key-id +also key, id\n(.+\n)*dependents +also used-by\ndependents-gaps\nrecorded-by\nrecorded-at +also recorded\n$/,
      ),
    })
  })
})

describe('--sort', () => {
  test.each([
    ['--sort cost', { column: 'MonthlyCost', isDescending: false }],
    ['--sort cost:asc', { column: 'MonthlyCost', isDescending: false }],
    ['--sort cost:desc', { column: 'MonthlyCost', isDescending: true }],
    ['--sort -cost', { column: 'MonthlyCost', isDescending: true }],
    ['--sort=-region', { column: 'Region', isDescending: true }],
    ['--sort -region', { column: 'Region', isDescending: true }],
    ['--sort LastUsed:DESC', { column: 'LastUsed', isDescending: true }],
  ])('--sort: %s', (line, sort) => expect(show(line).sort).toEqual(sort))
})

test.each([
  ['--columns regoin', "Unknown column 'regoin'. Did you mean region?"],
  ['--columns key_spce', "Unknown column 'key_spce'. Did you mean key-spec?"],
  ['--columns zzzzzz', "Unknown column 'zzzzzz'. kms-audit --columns help lists the columns."],
  ['--sort csot:desc', "Unknown column 'csot'. Did you mean cost?"],
  ['--sort cost:down', "Unknown column 'cost:down'. kms-audit --columns help lists the columns."],
  ['-o json --columns arn', '--columns has no effect with -o json. Use it with -o table or csv.'],
  ['--from a.json -o sarif --sort cost', '--sort has no effect with -o sarif. Use it with -o table or csv.'],
  [
    '--estimate --sort cost',
    '--sort has no effect with --estimate. --estimate prints the number of calls, the time and the cost, and no report.',
  ],
  [
    'checks --columns arn',
    '--columns has no effect with kms-audit checks. It lists the checks, and takes -o json and -f.',
  ],
  ['publish security-hub --sort cost', '--sort has no effect with publish. Use --dry-run to print what would be sent.'],
])('columns and order: %s is wrong usage', (line, words) => expect(complaint(line)).toBe(words))
