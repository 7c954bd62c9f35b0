import { EU, exported, FOUR, keys, ONE, TO_A, type Row } from './row.ts'

const P = ['-p', 'x']
const from = (json: string) => ({
  files: { 'keys.json': json },
  config: `[profile x]\n${EU}credential_process = cat {home}/keys.json\n`,
})
const INSTANCE = { AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: '{local}/' }
const CONTAINER = { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{local}/role' }
const WHERE = { AWS_DEFAULT_REGION: 'eu-west-1' }

/** Programs, containers and instances. */
export const machines: readonly Row[] = [
  {
    title: 'credential_process',
    ...from(
      `{"Version":1,"AccessKeyId":"AKIA${FOUR}","SecretAccessKey":"x","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}`,
    ),
    env: TO_A,
    argv: P,
    expected: { account: FOUR, region: 'eu-west-1' },
  },
  {
    title: 'credential_process with arguments in quotation marks',
    files: { 'my keys.json': `{"Version":1,"AccessKeyId":"AKIA${FOUR}","SecretAccessKey":"x"}` },
    config: `[profile x]\n${EU}credential_process = cat "{home}/my keys.json"\n`,
    env: TO_A,
    argv: P,
    expected: { account: FOUR },
  },
  {
    title: 'credential_process and keys in the config file: the program',
    config: `[profile x]\n${EU}credential_process = cat {home}/keys.json\n${keys(ONE)}`,
    files: { 'keys.json': `{"Version":1,"AccessKeyId":"AKIA${FOUR}","SecretAccessKey":"x"}` },
    env: { ...TO_A },
    argv: P,
    expected: { account: FOUR },
  },
  {
    title: 'credential_process and keys in the credentials file: the keys',
    ...from(`{"Version":1,"AccessKeyId":"AKIA${FOUR}","SecretAccessKey":"x"}`),
    credentials: `[x]\n${keys(ONE)}`,
    env: TO_A,
    argv: P,
    expected: { account: ONE },
  },
  {
    title: 'credential_process that fails',
    config: `[profile x]\n${EU}credential_process = false\n`,
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  { title: 'credential_process that prints no JSON', ...from('hello'), env: TO_A, argv: P, expected: 'refused' },
  {
    title: 'credential_process that prints another version',
    ...from(`{"Version":2,"AccessKeyId":"AKIA${FOUR}","SecretAccessKey":"x"}`),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  {
    title: 'credential_process that prints half',
    ...from(`{"Version":1,"AccessKeyId":"AKIA${FOUR}"}`),
    env: TO_A,
    argv: P,
    expected: 'refused',
  },
  { title: 'a container', env: { ...TO_A, ...WHERE, ...CONTAINER }, expected: { account: '888888888888' } },
  {
    title: 'a container with a token',
    env: { ...TO_A, ...WHERE, ...CONTAINER, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'secret' },
    expected: { account: '888888888888' },
  },
  {
    title: 'a container with a token file',
    files: { token: 'secret' },
    env: { ...TO_A, ...WHERE, ...CONTAINER, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '{home}/token' },
    expected: { account: '888888888888' },
  },
  {
    title: 'a container that does not know the token',
    env: { ...TO_A, ...WHERE, ...CONTAINER, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'wrong' },
    expected: 'refused',
  },
  {
    title: 'a container and exported keys: the keys',
    env: { ...TO_A, ...WHERE, ...CONTAINER, ...exported(ONE) },
    expected: { account: ONE },
  },
  {
    title: 'a container and a profile with keys: the keys',
    config: `[default]\n${keys(ONE)}${EU}`,
    env: { ...TO_A, ...CONTAINER },
    expected: { account: ONE },
  },
  {
    title: 'a container and a profile without credentials',
    config: `[profile x]\n${EU}`,
    env: { ...TO_A, ...CONTAINER },
    argv: P,
    expected: { account: '888888888888' },
  },
  { title: 'an instance', env: { ...TO_A, ...WHERE, ...INSTANCE }, expected: { account: '777777777777' } },
  {
    title: 'an instance and a profile without credentials',
    config: `[profile x]\n${EU}`,
    env: { ...TO_A, ...INSTANCE },
    argv: P,
    expected: { account: '777777777777' },
  },
  {
    title: 'a container on an instance',
    env: { ...TO_A, ...WHERE, ...INSTANCE, ...CONTAINER },
    expected: { account: '888888888888' },
  },
  {
    title: 'an instance that must not be asked',
    env: { ...TO_A, ...WHERE, ...INSTANCE, AWS_EC2_METADATA_DISABLED: 'true' },
    expected: 'refused',
  },
  { title: 'nothing anywhere', env: { ...TO_A, ...WHERE }, expected: 'refused' },
]

const config = `[profile a]\n${keys(ONE)}${EU}endpoint_url = {a}\n[profile b]\n${keys(FOUR)}${EU}endpoint_url = {b}\n[profile s]\n${keys(ONE)}${EU}endpoint_url = {a}\nservices = own\n[services own]\nkms =\n  endpoint_url = {b}\n[profile gone]\n${keys(ONE)}${EU}services = nowhere\n[profile bare]\n${keys(ONE)}${EU}endpoint_url = 127.0.0.1:1\n[profile ignores]\n${keys(ONE)}${EU}endpoint_url = {b}\nignore_configured_endpoint_urls = true\n`
const own = (endpoint: string, account = ONE) => ({ account, region: 'eu-west-1', endpoint })

/** Endpoints that stand in for AWS's own. */
export const endpoints: readonly Row[] = [
  { title: 'endpoint_url', config, argv: ['-p', 'a'], expected: own('a') },
  {
    title: 'endpoint_url of --profile and of AWS_PROFILE',
    config,
    env: { AWS_PROFILE: 'a' },
    argv: ['-p', 'b'],
    expected: own('b', FOUR),
  },
  {
    title: 'endpoint_url of AWS_PROFILE and exported keys',
    config,
    env: { AWS_PROFILE: 'b', ...exported(ONE) },
    expected: own('b'),
  },
  {
    title: 'AWS_ENDPOINT_URL and endpoint_url',
    config,
    env: { AWS_ENDPOINT_URL: '{b}' },
    argv: ['-p', 'a'],
    expected: own('b'),
  },
  {
    title: 'AWS_ENDPOINT_URL_KMS and AWS_ENDPOINT_URL',
    config,
    env: { AWS_ENDPOINT_URL: '{a}', AWS_ENDPOINT_URL_KMS: '{b}' },
    argv: ['-p', 'a'],
    expected: own('b'),
  },
  { title: 'a services section and endpoint_url', config, argv: ['-p', 's'], expected: own('b') },
  {
    title: 'AWS_ENDPOINT_URL and a services section',
    config,
    env: { AWS_ENDPOINT_URL: '{a}' },
    argv: ['-p', 's'],
    expected: own('a'),
  },
  { title: 'a services section that is not there', config, argv: ['-p', 'gone'], expected: 'refused' },
  { title: 'endpoint_url without a scheme', config, argv: ['-p', 'bare'], expected: 'refused' },
  {
    title: 'AWS_ENDPOINT_URL without a scheme',
    config,
    env: { AWS_ENDPOINT_URL: '127.0.0.1:4566' },
    argv: ['-p', 'a'],
    expected: 'refused',
  },
  { title: 'an empty AWS_ENDPOINT_URL', config, env: { AWS_ENDPOINT_URL: '' }, argv: ['-p', 'a'], expected: own('a') },
  {
    title: 'FIPS and endpoint_url',
    config,
    env: { AWS_USE_FIPS_ENDPOINT: 'true' },
    argv: ['-p', 'a'],
    expected: own('a'),
  },
  {
    title: 'dual-stack and AWS_ENDPOINT_URL',
    config,
    env: { AWS_USE_DUALSTACK_ENDPOINT: 'true', AWS_ENDPOINT_URL: '{b}' },
    argv: ['-p', 'a'],
    expected: own('b'),
  },
]
