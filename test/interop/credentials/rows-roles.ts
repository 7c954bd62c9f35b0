import { EU, exported, FOUR, keys, ONE, role, TO_A, tokenFile, TWO, type Row } from './row.ts'

const P = ['-p', 'x']
const there = { account: FOUR, region: 'eu-west-1' }
const x = (lines: string, others = ''): string => `[profile x]\n${role(FOUR)}${EU}${lines}${others}`
const base = `[profile base]\n${keys(ONE)}`

/** Roles by profiles, by the machine and by web identity. */
export const roles: readonly Row[] = [
  { title: 'source_profile', config: x('source_profile = base\n', base), env: TO_A, argv: P, expected: there },
  {
    title: 'source_profile in the credentials file',
    config: x('source_profile = base\n'),
    credentials: `[base]\n${keys(ONE)}`,
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'a chain of two roles',
    config: x('source_profile = y\n', `[profile y]\n${role(TWO)}source_profile = base\n${base}`),
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'a source with keys and a role: its keys',
    config: x('source_profile = y\n', `[profile y]\n${role('000000000000')}source_profile = base\n${keys(ONE)}${base}`),
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'a profile that is its own source',
    config: x(`source_profile = x\n${keys(ONE)}`),
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'a role with a source, and keys',
    config: x(`source_profile = base\n${keys(ONE)}`, base),
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'source_profile by credential_process',
    config: x('source_profile = y\n', `[profile y]\ncredential_process = cat {home}/keys.json\n`),
    files: { 'keys.json': `{"Version":1,"AccessKeyId":"AKIA${ONE}","SecretAccessKey":"x"}` },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'source_profile that is not there',
    config: x('source_profile = gone\n'),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'source_profile without credentials',
    config: x('source_profile = y\n', `[profile y]\n${EU}`),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'source_profile that leads back',
    config: x('source_profile = y\n', `[profile y]\n${role(TWO)}source_profile = x\n`),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'source_profile and credential_source',
    config: x('source_profile = base\ncredential_source = Environment\n', base),
    env: { ...TO_A, ...exported(ONE) },
    argv: P,
    expected: 'refused',
  },
  { title: 'neither of them', config: x(''), env: TO_A, argv: P, expected: 'refused' },
  {
    title: 'credential_source = Environment',
    config: x('credential_source = Environment\n'),
    env: { ...TO_A, ...exported(ONE) },
    argv: P,
    expected: there,
  },
  {
    title: 'credential_source = Environment without keys',
    config: x('credential_source = Environment\n'),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'credential_source = EcsContainer',
    config: x('credential_source = EcsContainer\n'),
    env: { ...TO_A, AWS_CONTAINER_CREDENTIALS_FULL_URI: '{local}/role' },
    argv: P,
    expected: there,
  },
  {
    title: 'credential_source = Ec2InstanceMetadata',
    config: x('credential_source = Ec2InstanceMetadata\n'),
    env: { ...TO_A, AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: '{local}/' },
    argv: P,
    expected: there,
  },
  {
    title: 'credential_source = Nonsense',
    config: x('credential_source = Nonsense\n'),
    env: { ...TO_A, ...exported(ONE) },
    argv: P,
    expected: 'refused',
  },
  {
    title: 'a role that is refused',
    config: `[profile x]\n${role('000000000000')}${EU}source_profile = base\n${base}`,
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'mfa_serial without a terminal',
    config: x(`source_profile = base\nmfa_serial = arn:aws:iam::${ONE}:mfa/me\n`, base),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'AWS_PROFILE with a role, and exported keys: the keys',
    config: x('source_profile = base\n', base),
    env: { ...TO_A, ...exported(TWO), AWS_PROFILE: 'x' },
    expected: { account: TWO, region: 'eu-west-1' },
  },
  {
    title: 'web identity of the environment',
    files: { token: 'a.web.token' },
    env: {
      ...TO_A,
      AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
      AWS_ROLE_ARN: `arn:aws:iam::${FOUR}:role/pod`,
      AWS_DEFAULT_REGION: 'eu-west-1',
    },
    expected: there,
  },
  {
    title: 'web identity of the environment and a default profile with keys',
    config: `[default]\n${keys(ONE)}${EU}`,
    files: { token: 'a.web.token' },
    env: { ...TO_A, AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: `arn:aws:iam::${FOUR}:role/pod` },
    expected: there,
  },
  {
    title: 'web identity of the environment and --profile',
    config: `[profile x]\n${keys(ONE)}${EU}`,
    files: { token: 'a.web.token' },
    env: { ...TO_A, AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: `arn:aws:iam::${FOUR}:role/pod` },
    argv: P,
    expected: { account: ONE },
  },
  {
    title: 'web identity of a profile',
    config: x('web_identity_token_file = {home}/token\n'),
    files: { token: 'a.web.token' },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'web identity as a source',
    config: x('source_profile = y\n', `[profile y]\n${role(TWO)}web_identity_token_file = {home}/token\n`),
    files: { token: 'a.web.token' },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'a web identity token file that is not there',
    config: x('web_identity_token_file = {home}/gone\n'),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'a web identity token without a role',
    config: `[profile x]\n${EU}web_identity_token_file = {home}/token\n`,
    files: { token: 'a.web.token' },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
]

const START = 'https://acme.awsapps.com/start'
const PERSON = `sso_account_id = ${FOUR}\nsso_role_name = Auditor\n`
const LEGACY = `[profile x]\n${EU}sso_start_url = ${START}\nsso_region = eu-west-1\n${PERSON}`
const SESSION = `[profile x]\n${EU}sso_session = corp\n${PERSON}[sso-session corp]\nsso_start_url = ${START}\nsso_region = eu-west-1\n`
const valid = (token = 'token'): string =>
  JSON.stringify({ accessToken: token, expiresAt: '2099-01-01T00:00:00Z', region: 'eu-west-1', startUrl: START })
const expired = JSON.stringify({
  accessToken: 'token',
  expiresAt: '2020-01-01T00:00:00Z',
  region: 'eu-west-1',
  startUrl: START,
})

const renewable = JSON.stringify({
  ...JSON.parse(expired),
  clientId: 'id',
  clientSecret: 'secret',
  refreshToken: 'again',
  registrationExpiresAt: '2099-01-01T00:00:00Z',
})

/** IAM Identity Center. */
export const sso: readonly Row[] = [
  {
    title: 'SSO settings in the profile',
    config: LEGACY,
    files: { [tokenFile(START)]: valid() },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'an sso-session',
    config: SESSION,
    files: { [tokenFile('corp')]: valid() },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'an sso-session in quotation marks',
    config: SESSION.replace('[sso-session corp]', '[sso-session "corp"]'),
    files: { [tokenFile('corp')]: valid() },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'an sso-session with a space in its name',
    config: SESSION.replace('[sso-session corp]', "[sso-session 'my corp']").replace('= corp', '= my corp'),
    files: { [tokenFile('my corp')]: valid() },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'an SSO token that has expired and can be renewed',
    config: SESSION,
    files: { [tokenFile('corp')]: renewable },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'SSO and keys in one profile: SSO',
    config: LEGACY + keys(ONE),
    files: { [tokenFile(START)]: valid() },
    env: TO_A,
    argv: P,
    expected: there,
  },
  {
    title: 'SSO as a source',
    config: `[profile y]\n${role(TWO)}${EU}source_profile = x\n${LEGACY}`,
    files: { [tokenFile(START)]: valid() },
    env: TO_A,
    argv: ['-p', 'y'],
    expected: { account: TWO },
  },
  { title: 'no SSO token', config: SESSION, env: TO_A, argv: P, expected: 'refused' },
  {
    title: 'an SSO token that has expired',
    config: LEGACY,
    files: { [tokenFile(START)]: expired },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'an SSO token that the portal does not know',
    config: LEGACY,
    files: { [tokenFile(START)]: valid('other') },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'an SSO role that is not assigned',
    config: LEGACY.replace(FOUR, '000000000000'),
    files: { [tokenFile(START)]: valid() },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'no [sso-session]',
    config: `[profile x]\n${EU}sso_session = gone\n${PERSON}`,
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'an [sso-session] without a Region',
    config: SESSION.replace('sso_region = eu-west-1\n', ''),
    files: { [tokenFile('corp')]: valid() },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'an [sso-session] that contradicts the profile',
    config: SESSION.replace('sso_session', 'sso_region = us-east-1\nsso_session'),
    files: { [tokenFile('corp')]: valid() },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'an SSO account without a role',
    config: LEGACY.replace('sso_role_name = Auditor\n', ''),
    files: { [tokenFile(START)]: valid() },
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
]
