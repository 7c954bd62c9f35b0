import { describe, expect, test } from 'vitest'
import { parseIni } from '../../../src/aws/credentials/ini.ts'
import { shellWords } from '../../../src/aws/credentials/section-name.ts'
import { runSetUp } from './run-set-up.ts'
import type { SetUp } from './set-up.ts'

const ONE = '111122223333'
const FOUR = '444455556666'
const keys = (account: string, more = ''): string =>
  `aws_access_key_id = AKIA${account}\naws_secret_access_key = x\nregion = eu-west-1\n${more}`

/** As `>` of Windows PowerShell 5 writes a text. */
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le')

describe('the shared files are read as the AWS CLI reads them', () => {
  test.each<[what: string, argv: readonly string[], setUp: SetUp]>([
    ['[profile name]', ['-p', 'dev'], { config: `[profile dev]\n${keys(ONE)}` }],
    ["[profile 'two words']", ['-p', 'acme prod'], { config: `[profile 'acme prod']\n${keys(ONE)}` }],
    ['[profile "two words"]', ['-p', 'acme prod'], { config: `[profile "acme prod"]\n${keys(ONE)}` }],
    [String.raw`[profile two\ words]`, ['-p', 'acme prod'], { config: `[profile acme\\ prod]\n${keys(ONE)}` }],
    ['[profile "quoted"]', ['-p', 'dev'], { config: `[profile "dev"]\n${keys(ONE)}` }],
    ['[profile   spaced  ]', ['-p', 'dev'], { config: `[profile   dev  ]\n${keys(ONE)}` }],
    ['[name] of the credentials file', ['-p', 'dev'], { credentials: `[dev]\n${keys(ONE)}` }],
    ['a name with a space in the credentials file', ['-p', 'acme prod'], { credentials: `[acme prod]\n${keys(ONE)}` }],
    ['[default]', [], { config: `[default]\n${keys(ONE)}` }],
    ['[profile default]', [], { config: `[profile default]\n${keys(ONE)}` }],
    ['[default] after [profile default]', [], { config: `[profile default]\n${keys(FOUR)}[default]\n${keys(ONE)}` }],
    ['[profile default] after [default]', [], { config: `[default]\n${keys(FOUR)}[profile default]\n${keys(ONE)}` }],
    [
      'keys of the credentials file before those of the config file',
      [],
      { config: `[default]\n${keys(FOUR)}`, credentials: `[default]\n${keys(ONE)}` },
    ],
    ['CR LF', [], { config: `[default]\r\n${keys(ONE).replaceAll('\n', '\r\n')}` }],
    ['a byte order mark', [], { config: `\uFEFF[default]\n${keys(ONE)}` }],
    ['comments', [], { config: `# one\n; two\n[default]\n  # three\n${keys(ONE)}# four\n` }],
    ['words after the section header', [], { config: `[default] # mine\n${keys(ONE)}` }],
    [
      'names in capitals',
      [],
      {
        config: `[default]\n${keys(ONE).replace('region', 'Region').replace('aws_access_key_id', 'AWS_ACCESS_KEY_ID')}`,
      },
    ],
    ['a colon', [], { config: `[default]\n${keys(ONE).replace('region =', 'region:')}` }],
    ['no spaces', [], { config: `[default]\n${keys(ONE).replaceAll(' = ', '=')}` }],
    [
      'nested settings of other tools',
      [],
      { config: `[default]\ns3 =\n  max_concurrent_requests = 20\n  aws_access_key_id = AKIA${FOUR}\n${keys(ONE)}` },
    ],
    ['unknown sections', [], { config: `[plugins]\ncli = x\n[default]\n${keys(ONE)}[preview]\nregion = us-east-1\n` }],
    [
      'AWS_CONFIG_FILE',
      [],
      { files: { 'my config': `[default]\n${keys(ONE)}` }, env: { AWS_CONFIG_FILE: '{home}/my config' } },
    ],
    ['AWS_CONFIG_FILE with ~', [], { files: { mine: `[default]\n${keys(ONE)}` }, env: { AWS_CONFIG_FILE: '~/mine' } }],
    [
      'AWS_CONFIG_FILE with $HOME',
      [],
      { files: { mine: `[default]\n${keys(ONE)}` }, env: { AWS_CONFIG_FILE: '$HOME/mine' } },
    ],
    [
      'AWS_SHARED_CREDENTIALS_FILE',
      [],
      { files: { mine: `[default]\n${keys(ONE)}` }, env: { AWS_SHARED_CREDENTIALS_FILE: '~/mine' } },
    ],
    ['an empty AWS_CONFIG_FILE is not set', [], { config: `[default]\n${keys(ONE)}`, env: { AWS_CONFIG_FILE: '' } }],
    [
      'no file at all, keys exported',
      [],
      { env: { AWS_ACCESS_KEY_ID: `AKIA${ONE}`, AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-west-1' } },
    ],
    [
      'an empty file, keys exported',
      [],
      {
        config: '',
        env: { AWS_ACCESS_KEY_ID: `AKIA${ONE}`, AWS_SECRET_ACCESS_KEY: 'x', AWS_DEFAULT_REGION: 'eu-west-1' },
      },
    ],
  ])('shared files: read as the AWS CLI reads them, %s', async (_, argv, setUp) => {
    const { exit, err, reached } = await runSetUp({ ...setUp, argv })
    expect({ exit, err, account: reached?.account, region: reached?.region }).toEqual({
      exit: 0,
      err: '',
      account: ONE,
      region: 'eu-west-1',
    })
  })

  test.each<[what: string, section: string]>([
    ['an sso-session', '[sso-session x]\nsso_region = eu-west-1\n'],
    ['a services section', '[services x]\nkms =\n  endpoint_url = {a}\n'],
    ['a section without the word profile', `[x]\n${keys(FOUR)}`],
    ['a name in half of its quotation marks', `[profile 'x]\n${keys(FOUR)}`],
  ])('shared files: %s is not a profile', async (_, section) => {
    const config = `[profile dev]\n${keys(ONE)}${section}`
    const { exit, err } = await runSetUp({ config, argv: ['-p', 'x'] })
    expect(exit).toBe(2)
    expect(err).toMatch(
      /^kms-audit: Unknown profile 'x': not found in ~\/\.aws\/config or ~\/\.aws\/credentials\. Available profiles: dev\.\n$/,
    )
  })

  test.each<[file: string, encoding: string, setUp: SetUp]>([
    ['config', 'UTF-16 LE', { config: `[default]\n${keys(ONE)}`, encode: utf16 }],
    ['credentials', 'UTF-16 BE', { credentials: `[default]\n${keys(ONE)}`, encode: text => utf16(text).swap16() }],
  ])('shared files: a %s file in %s is refused with the encoding to save it in', async (file, _, setUp) => {
    const { exit, err } = await runSetUp(setUp)
    expect({ exit, err }).toEqual({
      exit: 2,
      err: `kms-audit: Cannot read ~/.aws/${file}: the file is encoded as UTF-16. Save it as UTF-8.\n`,
    })
  })

  test('shared files: a profile of AWS_PROFILE that does not exist is refused with the name of the variable', async () => {
    const { exit, err } = await runSetUp({ config: `[default]\n${keys(ONE)}`, env: { AWS_PROFILE: 'gone' } })
    expect(exit).toBe(2)
    expect(err).toMatch(/Unknown profile 'gone' \(from AWS_PROFILE\)/)
  })
})

test('parseIni: an indented line belongs to the setting above, also after a comment', () => {
  const text = '[a]\nservices = x\nkms =\n  # why\n  endpoint_url = http://a=b\n  other = 1\nregion : eu\n'
  expect(parseIni(text).get('a')).toEqual({
    services: 'x',
    kms: { endpoint_url: 'http://a=b', other: '1' },
    region: 'eu',
  })
})

test('parseIni: a section named like a property of every object is only a section', () => {
  expect([...parseIni('[__proto__]\n__proto__ = 1\n').keys()]).toEqual(['__proto__'])
})

test.each([
  ['profile dev', ['profile', 'dev']],
  [`profile 'a b'`, ['profile', 'a b']],
  [String.raw`profile "a \"b\" c"`, ['profile', 'a "b" c']],
  [`profile a'b c'd`, ['profile', 'ab cd']],
  [`profile ''`, ['profile', '']],
  [`profile 'a`, null],
])('wordsOf: %s', (header, words) => expect(shellWords(header)).toEqual(words))
