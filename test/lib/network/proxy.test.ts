import { expect, test } from 'vitest'
import { proxyFor, proxyText } from '../../../src/lib/network/proxy.ts'

const HTTPS = 'https://kms.us-east-1.amazonaws.com'
const HTTP = 'http://127.0.0.1:4566'

// As Python's urllib, which the AWS CLI asks.
test.each([
  ['nothing set', HTTPS, {}, null],
  ['upper case', HTTPS, { HTTPS_PROXY: 'http://a:1' }, 'http://a:1 (from HTTPS_PROXY)'],
  [
    'lower case before upper case',
    HTTPS,
    { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' },
    'http://b:2 (from https_proxy)',
  ],
  ['an empty lower case turns it off', HTTPS, { HTTPS_PROXY: 'http://a:1', https_proxy: '' }, null],
  ['HTTP_PROXY for https', HTTPS, { HTTP_PROXY: 'http://a:1' }, null],
  ['HTTPS_PROXY for http', HTTP, { HTTPS_PROXY: 'http://a:1' }, null],
  ['ALL_PROXY', HTTPS, { ALL_PROXY: 'http://a:1', all_proxy: 'http://a:1' }, null],
  ['a value without a scheme', HTTP, { HTTP_PROXY: 'proxy.corp:3128' }, 'http://proxy.corp:3128 (from HTTP_PROXY)'],
  [
    'a value that begins with //',
    HTTP,
    { HTTP_PROXY: '//proxy.corp:3128' },
    'http://proxy.corp:3128 (from HTTP_PROXY)',
  ],
  ['an https proxy', HTTPS, { HTTPS_PROXY: 'https://proxy.corp' }, 'https://proxy.corp (from HTTPS_PROXY)'],
  ['HTTP_PROXY in a CGI script', HTTP, { HTTP_PROXY: 'http://a:1', REQUEST_METHOD: 'GET' }, null],
  [
    'http_proxy in a CGI script',
    HTTP,
    { http_proxy: 'http://a:1', REQUEST_METHOD: 'GET' },
    'http://a:1 (from http_proxy)',
  ],
  ['NO_PROXY', HTTPS, { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'amazonaws.com' }, null],
  [
    'no_proxy before NO_PROXY',
    HTTPS,
    { HTTPS_PROXY: 'http://a:1', NO_PROXY: '*', no_proxy: '' },
    'http://a:1 (from HTTPS_PROXY)',
  ],
  ['user and password', HTTPS, { HTTPS_PROXY: 'http://me:pw@a:1' }, 'http://a:1 (from HTTPS_PROXY)'],
])('proxyFor: %s', (_, url, env, text) => {
  const proxy = proxyFor(new URL(url), env)
  expect(proxy === null ? null : proxyText(proxy)).toBe(text)
})

test.each([
  ['me:pw', 'me:pw'],
  ['me', 'me:'],
  ['al%40ice:s%3Acret', 'al@ice:s:cret'],
  ['me:100%', 'me:100%'],
])('proxyFor: %s becomes Basic authorization', (user, plain) => {
  const proxy = proxyFor(new URL(HTTPS), { HTTPS_PROXY: `http://${user}@proxy.corp:3128` })
  expect(proxy?.authorization).toBe(`Basic ${Buffer.from(plain).toString('base64')}`)
  expect(proxy?.url.href).toBe('http://proxy.corp:3128/')
})
