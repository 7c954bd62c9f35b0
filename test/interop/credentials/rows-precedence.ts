import { exported, FOUR, keys, ONE, TO_A, TWO, type Row } from './row.ts'

const config = `[default]\n${keys(TWO)}region = us-east-1\n[profile dev]\n${keys(ONE)}region = eu-west-1\n[profile audit]\n${keys(FOUR)}region = eu-central-1\n`

/** Which credentials and which Region come first. */
export const precedence: readonly Row[] = [
  { title: 'the default profile', config, env: TO_A, expected: { account: TWO, region: 'us-east-1' } },
  { title: '--profile', config, env: TO_A, argv: ['-p', 'dev'], expected: { account: ONE, region: 'eu-west-1' } },
  {
    title: 'AWS_PROFILE',
    config,
    env: { ...TO_A, AWS_PROFILE: 'dev' },
    expected: { account: ONE, region: 'eu-west-1' },
  },
  {
    title: 'AWS_DEFAULT_PROFILE',
    config,
    env: { ...TO_A, AWS_DEFAULT_PROFILE: 'audit' },
    expected: { account: FOUR, region: 'eu-central-1' },
  },
  {
    title: 'AWS_PROFILE and AWS_DEFAULT_PROFILE',
    config,
    env: { ...TO_A, AWS_PROFILE: 'dev', AWS_DEFAULT_PROFILE: 'audit' },
    expected: { account: ONE, region: 'eu-west-1' },
    cli: { why: 'profile-variables', expected: { account: FOUR, region: 'eu-central-1' } },
  },
  {
    title: '--profile and AWS_PROFILE',
    config,
    env: { ...TO_A, AWS_PROFILE: 'audit' },
    argv: ['-p', 'dev'],
    expected: { account: ONE, region: 'eu-west-1' },
  },
  {
    title: 'exported keys and the default profile',
    config,
    env: { ...TO_A, ...exported(FOUR) },
    expected: { account: FOUR, region: 'us-east-1' },
  },
  {
    title: 'exported keys and AWS_PROFILE: its Region, not its keys',
    config,
    env: { ...TO_A, ...exported(FOUR), AWS_PROFILE: 'dev' },
    expected: { account: FOUR, region: 'eu-west-1' },
  },
  {
    title: 'exported keys and --profile',
    config,
    env: { ...TO_A, ...exported(FOUR) },
    argv: ['-p', 'dev'],
    expected: { account: ONE, region: 'eu-west-1' },
  },
  {
    title: 'exported temporary keys',
    env: { ...TO_A, ...exported(FOUR), AWS_SESSION_TOKEN: 't', AWS_DEFAULT_REGION: 'eu-west-1' },
    expected: { account: FOUR, region: 'eu-west-1' },
  },
  {
    title: 'exported key without its secret',
    config,
    env: { ...TO_A, AWS_ACCESS_KEY_ID: `AKIA${FOUR}` },
    expected: 'refused',
  },
  {
    title: 'exported secret without its key',
    config,
    env: { ...TO_A, AWS_SECRET_ACCESS_KEY: 'x' },
    expected: { account: TWO },
  },
  {
    title: 'an empty exported key',
    config,
    env: { ...TO_A, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    expected: { account: TWO },
  },
  {
    title: 'exported keys and an AWS_PROFILE that is not there',
    config,
    env: { ...TO_A, ...exported(FOUR), AWS_PROFILE: 'gone' },
    expected: 'refused',
  },
  {
    title: '--profile that is not there',
    config,
    env: { ...TO_A, ...exported(FOUR) },
    argv: ['-p', 'gone'],
    expected: 'refused',
  },
  {
    title: 'an empty AWS_PROFILE',
    config,
    env: { ...TO_A, AWS_PROFILE: '' },
    expected: { account: TWO },
    cli: { why: 'empty-variable', expected: 'refused' },
  },
  {
    title: 'AWS_DEFAULT_REGION and the Region of the profile',
    config,
    env: { ...TO_A, AWS_DEFAULT_REGION: 'sa-east-1' },
    argv: ['-p', 'dev'],
    expected: { account: ONE, region: 'sa-east-1' },
  },
  {
    title: 'AWS_REGION and AWS_DEFAULT_REGION',
    config,
    env: { ...TO_A, AWS_REGION: 'ap-south-1', AWS_DEFAULT_REGION: 'sa-east-1' },
    expected: { account: TWO, region: 'ap-south-1' },
    cli: { why: 'region-variable', expected: { account: TWO, region: 'sa-east-1' } },
  },
  {
    title: 'AWS_REGION and the Region of the profile',
    config,
    env: { ...TO_A, AWS_REGION: 'ap-south-1' },
    expected: { account: TWO, region: 'ap-south-1' },
    cli: { why: 'region-variable', expected: { account: TWO, region: 'us-east-1' } },
  },
  {
    title: '-r and AWS_DEFAULT_REGION',
    config,
    env: { ...TO_A, AWS_DEFAULT_REGION: 'sa-east-1' },
    argv: ['-r', 'ca-central-1'],
    expected: { account: TWO, region: 'ca-central-1' },
  },
  { title: 'no Region anywhere', config: `[default]\n${keys(TWO)}`, env: TO_A, expected: 'refused' },
  {
    title: 'a Region in quotes',
    config: `[default]\n${keys(TWO)}region = "us-east-1"\n`,
    env: TO_A,
    expected: 'refused',
  },
  {
    title: 'a Region with a comment behind it',
    config: `[default]\n${keys(TWO)}region = us-east-1 # Virginia\n`,
    env: TO_A,
    expected: 'refused',
  },
]
