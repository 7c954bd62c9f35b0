import { expect, test } from 'vitest'
import { bypassesProxy } from '../../../src/lib/network/no-proxy.ts'

const KMS = 'https://kms.us-east-1.amazonaws.com'

test.each([
  [KMS, ''],
  [KMS, 'aws.com'],
  [KMS, 'kms.eu-west-1.amazonaws.com'],
  [KMS, 'kms.us-east-1.amazonaws.com:8443'],
  [KMS, '10.0.0.0/8'],
  ['http://10.1.2.3:4566', '11.0.0.0/8'],
  ['http://10.1.2.3:4566', '2.3'],
  ['http://10.1.2.3:4566', '10.1.2.3:80'],
  ['http://10.1.2.3:4566', '10.0.0.0/33,10.0.0.0/,/8'],
  ['http://[fd00::1]:8181', 'fd00::11,fd00::1%eth0,[fd00:0::1]:443'],
])('NO_PROXY: %s goes through the proxy with %j', (url, list) => {
  expect(bypassesProxy(new URL(url), list)).toBe(false)
})

test.each([
  [KMS, '*'],
  [KMS, 'localhost, *'],
  [KMS, 'amazonaws.com'],
  [KMS, '.amazonaws.com'],
  [KMS, '*.amazonaws.com'],
  [KMS, 'localhost AMAZONAWS.com'],
  [KMS, 'kms.us-east-1.amazonaws.com'],
  [KMS, 'kms.us-east-1.amazonaws.com:443'],
  ['http://10.1.2.3:4566', '10.1.2.3'],
  ['http://10.1.2.3:4566', '10.1.2.3:4566'],
  ['http://10.1.2.3', '10.1.2.3:80'],
  ['http://10.1.2.3:4566', 'localhost,10.0.0.0/8'],
  ['http://[fd00::1]:8181', 'fd00::1'],
  ['http://[fd00::1]:8181', '[fd00::1]:8181'],
  ['http://[fd00::1]:8181', 'fd00::/8'],
  ['http://[fd00::1]:8181', 'fd00:0:0::0001'],
  ['http://[fd00::1]:8181', 'FD00:0000:0000:0000:0000:0000:0000:0001'],
  ['http://[fd00::1]:8181', '[fd00:0::1]:8181'],
])('NO_PROXY: %s goes directly with %j', (url, list) => {
  expect(bypassesProxy(new URL(url), list)).toBe(true)
})
