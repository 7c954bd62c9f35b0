import { guardDocumentFormats } from '../../formats/guard/index.ts'
import type { Format } from '../../formats/format.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load, type Registry } from '../../lib/registry.ts'
import type { Output } from '../../model/options/options.ts'
import { documentNotes, guardDocument } from '../../retirement/guards/guard-document.ts'
import { guardStatements } from '../../retirement/guards/guard-statements.ts'
import type { Host } from '../shared/host.ts'
import { type Interruption, interruptible } from '../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { speaker } from '../shared/speaker.ts'
import type { GuardRequest } from './request.ts'

/** Shows the result of an action, and returns the paths written. */
export type ShowGuard = <T>(formats: Registry<Format<T>>, shown: T, partial?: boolean) => Promise<string[]>

/** Prints a guard, or what it would decide. */
export async function runGuard(request: GuardRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(request.outputs)
  const interruption = interruptible(host.io)
  try {
    return await act(request, host, interruption)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(request, host.io).note('Interrupted before any results were available.')
    return interruption.exit
  } finally {
    interruption.end()
  }
}

async function act(request: GuardRequest, host: Host, interruption: Interruption): Promise<ExitCode> {
  const show = showFor(request, host)
  const say = speaker(request, host.io)
  switch (request.action) {
    case 'scp':
    case 'rcp':
      await show(guardDocumentFormats, guardDocument(request.terms, request.action))
      for (const note of documentNotes(request.terms, request.action)) say.note(note)
      return EXIT.ok
    case 'statement': {
      if (request.run !== null) {
        const { guardKey } = await import('./guard-key.ts')
        return guardKey({ ...request, run: request.run }, host, interruption, show)
      }
      const [first, ...others] = guardStatements(request.terms, 'key-policy')
      await show(guardDocumentFormats, others.length === 0 ? first : [first, ...others])
      return EXIT.ok
    }
    case 'alarm': {
      const { printAlarm } = await import('./print-alarm.ts')
      return printAlarm(request, host, interruption, show)
    }
    case 'check': {
      const { tryGuards } = await import('./try-guards.ts')
      return tryGuards(request, host, interruption, show)
    }
  }
}

const showFor =
  (request: GuardRequest, { io }: Host): ShowGuard =>
  (formats, shown, partial = false) => {
    const render = async (output: Output): Promise<Iterable<string>> => {
      const format = await load(formats, output.format)
      return format.render(shown, { ...surfaceOf(output, request.show, io), unicode: showsUnicode(io.env) })
    }
    return writeOutputs(request.outputs, render, io, { partial })
  }
