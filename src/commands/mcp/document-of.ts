import { acceptedBy, type Command } from '../../cli/command.ts'
import type { SignalName } from '../../lib/process/io.ts'
import type { Options } from '../../model/options/options.ts'
import type { Host } from '../shared/host.ts'
import { inTurn, served } from './audited.ts'
import { commandIn, requestOf } from './session.ts'
import type { Call } from './tool.ts'

/**
 * Runs another command with the arguments of a call, and returns the document that it prints with `-o json`.
 *
 * @throws the error of the command
 */
export async function documentOf<T>(name: string, call: Call): Promise<T> {
  const { session, host } = call
  const command: Command<Options, Host> = commandIn(host, name) as Command<Options, Host>
  const typed = [...call.typed].filter(([option]) => Object.hasOwn(acceptedBy(command), option))
  const request = served(requestOf(session, name, new Map([...typed, ['output', ['json']]])) as Options, call)
  return inTurn(call, async () => {
    const printed: string[] = []
    await command.run(request, { ...host, io: ioOf(call, printed) })
    call.interruption.signal.throwIfAborted()
    return JSON.parse(printed.join('')) as T
  })
}

/** The process as the command sees it: stdout is kept, and a call that is cancelled is Ctrl-C. */
const ioOf = ({ host: { io }, interruption: { signal } }: Call, printed: string[]): Host['io'] => ({
  ...io,
  stdout: {
    ...io.stdout,
    write(text) {
      printed.push(text)
      return Promise.resolve('written')
    },
  },
  onSignal(name: SignalName, handler: () => void) {
    if (name !== 'SIGINT') return () => {}
    signal.addEventListener('abort', handler)
    return () => signal.removeEventListener('abort', handler)
  },
})
