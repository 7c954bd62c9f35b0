import { EU, keys, ONE, type Row } from './row.ts'

const config = `[profile a]\n${keys(ONE)}${EU}endpoint_url = {a}\n[profile ignores]\n${keys(ONE)}${EU}endpoint_url = {b}\nignore_configured_endpoint_urls = true\n`

const plain = (more = '') => `[default]\n${keys(ONE)}${EU}${more}`
const host = (endpoint: string, region = 'eu-west-1') => ({ account: ONE, region, endpoint })
const TRUSTED = { AWS_CA_BUNDLE: '{ca}' }

/** AWS's own endpoints. */
export const hosts: readonly Row[] = [
  {
    title: 'no other endpoint',
    config: plain(),
    env: TRUSTED,
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
  {
    title: 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    config,
    env: { ...TRUSTED, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: '{b}' },
    argv: ['-p', 'a'],
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
  {
    title: 'ignore_configured_endpoint_urls',
    config,
    argv: ['-p', 'ignores'],
    env: TRUSTED,
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
  {
    title: 'use_fips_endpoint',
    config: plain('use_fips_endpoint = true\n'),
    env: TRUSTED,
    toAws: true,
    expected: host('kms-fips.eu-west-1.amazonaws.com'),
  },
  {
    title: 'use_dualstack_endpoint',
    config: plain('use_dualstack_endpoint = true\n'),
    env: TRUSTED,
    toAws: true,
    expected: host('kms.eu-west-1.api.aws'),
  },
  {
    title: 'AWS_USE_FIPS_ENDPOINT',
    config: plain(),
    env: { ...TRUSTED, AWS_USE_FIPS_ENDPOINT: 'true' },
    toAws: true,
    expected: host('kms-fips.eu-west-1.amazonaws.com'),
  },
  {
    title: 'AWS_USE_FIPS_ENDPOINT=false and use_fips_endpoint',
    config: plain('use_fips_endpoint = true\n'),
    env: { ...TRUSTED, AWS_USE_FIPS_ENDPOINT: 'false' },
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
  {
    title: 'AWS_USE_DUALSTACK_ENDPOINT and AWS_USE_FIPS_ENDPOINT',
    config: plain(),
    env: { ...TRUSTED, AWS_USE_DUALSTACK_ENDPOINT: 'true', AWS_USE_FIPS_ENDPOINT: 'True' },
    toAws: true,
    expected: host('kms-fips.eu-west-1.api.aws'),
  },
  {
    title: 'a Region of China',
    config: plain().replace('eu-west-1', 'cn-north-1'),
    env: TRUSTED,
    toAws: true,
    expected: host('kms.cn-north-1.amazonaws.com.cn', 'cn-north-1'),
  },
  {
    title: 'ca_bundle of the profile',
    config: plain('ca_bundle = {ca}\n'),
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
  {
    title: 'AWS_CA_BUNDLE and ca_bundle',
    config: plain('ca_bundle = /no/such/file\n'),
    env: TRUSTED,
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
  {
    title: 'REQUESTS_CA_BUNDLE',
    config: plain(),
    env: { REQUESTS_CA_BUNDLE: '{ca}' },
    toAws: true,
    expected: host('kms.eu-west-1.amazonaws.com'),
  },
]
