import { expect, test } from 'vitest'
import { refuse } from '../src/simulation/faults/faults.ts'
import { simKey } from '../src/simulation/world/sim-key.ts'
import { aWorld, id } from './simulation/services/clients.ts'
import { memoryIo } from './memory-io.ts'
import { run } from './run.ts'

const message =
  'User: arn:aws:sts::111122223333:assumed-role/NeverTouch/me is not authorized to perform: kms:ListKeys\u001b[31m\u202e'
const error = { name: 'AccessDeniedException', message }

test.each([
  ['the line that ends the run', []],
  ['every line of --debug', ['--debug']],
])('stderr: %s holds no word that scripts count and nothing that acts on a terminal', async (_, argv) => {
  const { exit, err, out } = await run(argv, aWorld([simKey({ id: id(1) })]), {
    faults: [refuse({ operation: 'ListKeys', error })],
  })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toContain('assumed-role/\\u{4e}everTouch/me')
  expect(err).toContain('kms:ListKeys\\u{1b}[31m\\u{202e}')
  for (const harmful of ['Never', '\u001b', '\u202e']) expect(err).not.toContain(harmful)
})

test('help: --help is as wide as the terminal', async () => {
  const io = memoryIo({ tty: true, columns: 60 })
  const { exit, out, err } = await run(['audit', '--help'], aWorld([]), { io })
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(60)
})
