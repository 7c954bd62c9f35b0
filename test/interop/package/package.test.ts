import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formats } from '../../../src/formats/index.ts'
import { prepared, type SetUp } from '../../aws/credentials/set-up.ts'
import { serveStandIn, StandIn } from '../../aws/credentials/stand-in.ts'
import { packAndInstall, type Installed, type Ran } from './install.ts'

/**
 * Bytes. The clients of the seventy services that the search for dependents asks are two fifths of it; the MCP server adds
 * 0.1 MB, and the terminal browser 0.2 MB.
 */
const MOST_BYTES = 2_400_000
const QUICK = ['-q', '-o', 'csv', '--source', 'none', '--no-requests']

let installed: Installed
beforeAll(() => {
  installed = packAndInstall()
}, 60_000)
afterAll(() => installed.remove())

test('package: it is one file of at most 2.4 MB, with what users need and nothing else', () => {
  expect(installed.size).toBeLessThan(MOST_BYTES)
  const others = installed.files.filter(
    name =>
      !/^(dist\/[\w-]+\.cjs|dist\/[a-z-]+\.schema\.json|dist\/types(\/[\w-]+)*(\.d\.cts)?|bin|dist|\.github(\/guide(\/[a-z-]+\.md)?)?)$/.test(
        name,
      ),
  )
  expect(others.toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'bin/kms-audit.cjs',
    'dist/kms-audit.1',
    'dist/sbom.cdx.json',
    'dist/third-party-licenses.txt',
    'package.json',
  ])
})

test('package: npm install -g works offline, installs no other package and warns of nothing', () => {
  expect(installed.said).toMatch(/^\s*added 1 package\b[^\n]*\s*$/)
})

test('package: npm install -g puts the man page in its place', () => {
  const page = join(installed.package, '../../../share/man/man1/kms-audit.1')
  expect(readFileSync(page, 'utf8')).toContain('.TH KMS\\-AUDIT 1 ')
})

test('package: --demo --checks works from an empty folder, in every format', async () => {
  const report = join(installed.home, 'report.json')
  const quietly = ['--checks', '-q', '-o']
  expect(
    await installed.run(['--demo', '-r', 'us-east-1', '--source', 'kms', ...quietly, 'json', '-f', report]),
  ).toEqual(DONE)
  for (const format of Object.keys(formats)) {
    const { out, ...ended } = await installed.run(['--from', report, ...quietly, format])
    expect(ended).toEqual({ exit: 0, err: '' })
    expect(out).toContain('111122223333')
  }
  expect(readdirSync(installed.empty)).toEqual([])
}, 60_000)

const DONE = { exit: 0, out: '', err: '' }

const SSO =
  '[profile sso]\nregion = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = Auditor\n' +
  'sso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\n'
const PRINTED = JSON.stringify({ Version: 1, AccessKeyId: 'AKIA222233334444', SecretAccessKey: 'x' })

test.each<[title: string, account: string, setUp: SetUp]>([
  [
    'credential_process',
    '222233334444',
    {
      config: `[profile made]\nregion = eu-west-1\ncredential_process = printf '%s' '${PRINTED}'\n`,
      argv: ['-p', 'made'],
    },
  ],
  [
    'a chain of roles',
    '444455556666',
    {
      config:
        '[profile a]\nregion = eu-west-1\naws_access_key_id = AKIA111122223333\naws_secret_access_key = x\n' +
        '[profile b]\nrole_arn = arn:aws:iam::333344445555:role/b\nsource_profile = a\n' +
        '[profile c]\nregion = eu-west-1\nrole_arn = arn:aws:iam::444455556666:role/c\nsource_profile = b\n',
      argv: ['-p', 'c'],
    },
  ],
  [
    'a web identity token',
    '333344445555',
    {
      files: { token: 'ey.ey.ey' },
      env: {
        AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
        AWS_ROLE_ARN: 'arn:aws:iam::333344445555:role/pod',
        AWS_REGION: 'eu-west-1',
      },
    },
  ],
])('package: an audit with %s works', async (_, account, setUp) => {
  const { exit, out, err } = await runOn(setUp)
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain(`arn:aws:kms:eu-west-1:${account}:key/`)
})

test.each<[title: string, setUp: SetUp, line: string]>([
  ['an SSO profile without a session', { config: SSO, argv: ['-p', 'sso'] }, 'Run aws sso login --profile sso.'],
  [
    'a role that may not be assumed',
    {
      config:
        '[profile a]\nregion = eu-west-1\naws_access_key_id = AKIA111122223333\naws_secret_access_key = x\n' +
        '[profile shut]\nregion = eu-west-1\nrole_arn = arn:aws:iam::000000000000:role/shut\nsource_profile = a\n',
      argv: ['-p', 'shut'],
    },
    'role/shut',
  ],
])('package: the error of %s is one line', async (_, setUp, line) => {
  const { exit, out, err } = await runOn(setUp)
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toMatch(/^kms-audit: [^\n]+\n$/)
  expect(err).toContain(line)
})

/** A run of the installed program with these files and variables, against a stand-in for AWS. */
async function runOn(setUp: SetUp): Promise<Ran> {
  const standIn = await serveStandIn(new StandIn())
  const { env, argv, remove } = await prepared(setUp, {})
  try {
    return await installed.run([...QUICK, ...argv], { ...env, AWS_ENDPOINT_URL: standIn.url })
  } finally {
    standIn.close()
    await remove()
  }
}
