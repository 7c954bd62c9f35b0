import { expect, test } from 'vitest'
import { runSetUp } from '../run-set-up.ts'

const refusal = async (command: string) => {
  const config = `[profile x]\nregion = eu-west-1\ncredential_process = ${command}\n`
  const { exit, err } = await runSetUp({ config, argv: ['-p', 'x'] })
  return { exit, err }
}

test('credential_process: a program that reads its standard input gets an empty one', async () => {
  expect(await refusal('cat')).toEqual({
    exit: 3,
    err: "kms-audit: The credential_process 'cat' of profile 'x' in ~/.aws/config did not print a JSON object. Run it by hand to see what is wrong.\n",
  })
})

test('credential_process: a program in quotation marks is shown whole', async () => {
  const { err } = await refusal('"/no such/program" --secret hunter2')
  expect(err).toContain("credential_process '/no such/program' of profile 'x'")
})

test('credential_process: no shell reads the arguments', async () => {
  const { err } = await refusal('sh -c "echo $1 $2 >&2; exit 1" sh https://idp.example.com/?account=1&role=2 $HOME')
  expect(err).toContain('exited with code 1: https://idp.example.com/?account=1&role=2 $HOME. Run it')
})

test.each([
  ['prints more than 1 MB', 'head -c 1100000 /dev/zero', 'printed more than 1 MB'],
  ['has an empty name', '""', 'names no program'],
  ['has an empty name and arguments', '"" --profile x', 'names no program'],
  ['is ended by a signal', 'sh -c "kill -9 $$"', 'was stopped by SIGKILL'],
])('credential_process: a program that %s', async (_, command, why) => {
  const { exit, err } = await refusal(command)
  expect(exit).toBe(3)
  expect(err).toContain(` of profile 'x' in ~/.aws/config ${why}. Run it by hand`)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('credential_process: a quotation mark that is not closed is refused', async () => {
  const { exit, err } = await refusal('prog "one')
  expect(exit).toBe(3)
  expect(err).toContain("'prog' of profile 'x' in ~/.aws/config has an unclosed quotation mark. ")
})
