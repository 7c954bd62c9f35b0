import { expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import { memoryIo } from '../memory-io.ts'

/** Command lines with an option that can have no effect, and the option that the message names. */
test.each([
  ['checks -o csv', '-o csv'],
  ['checks --only unused', '--only'],
  ['checks --max-pages 3 -r all --only unused', '--max-pages'],
  ['checks --fail-on unused', '--fail-on'],
  ['checks --double-check', '--double-check'],
  ['checks --demo', '--demo'],
  ['checks --from report.json', '--from'],
  ['checks -p dev', '--profile'],
  ['checks --log-progress', '--log-progress'],
  ['checks policy-public --severity high', '--severity'],
  ['checks --yes', '--yes'],
  ['--yes', '--yes'],
  ['--demo --dry-run', '--dry-run'],
  ['publish security-hub --fast --from x', '--fast'],
  ['publish security-hub --from x --key a', '--key'],
  ['publish security-hub --from x --request-days 3', '--request-days'],
  ['publish security-hub --only unused', '--only'],
  ['publish security-hub -o json', '--output'],
  ['publish security-hub -f keys.json', '--output-file'],
  ['publish security-hub --sort cost', '--sort'],
  ['publish security-hub --estimate', '--estimate'],
  ['--from x --fast', '--fast'],
  ['--from x -p dev', '--profile'],
  ['--from x --source kms', '--source'],
  ['--from x --max-duration 5m', '--max-duration'],
  ['--from x --log-progress', '--log-progress'],
  ['--from x --checkpoint c.ndjson', '--checkpoint'],
  ['--estimate -o json', '--output'],
  ['--estimate --only unused', '--only'],
  ['--estimate --fail-on unused', '--fail-on'],
  ['--checkpoint-ttl 1h', '--checkpoint-ttl'],
  ['--external-id 1234', '--external-id'],
  ['--source none --fast', '--fast'],
  ['--source kms --double-check', '--double-check'],
  ['-o json --sort cost', '--sort'],
])('ineffective options: kms-audit %s exits with 2, names %s and says what to do', async (line, named) => {
  const io = memoryIo({ env: { AWS_REGION: 'us-east-1' } })
  expect(await main(line.split(' '), io)).toBe(2)
  expect(io.out()).toBe('')
  // One sentence about the option, and one with the next step.
  expect(io.err()).toMatch(/^kms-audit: [^\n]+\. [^\n]+\.\n$/)
  expect(io.err()).toContain(named)
})
