import { option } from '../../cli/option.ts'
import { path } from '../../cli/kinds/kind.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Sink } from '../sink.ts'

const options = {
  textfile: option({
    flags: '--textfile <file.prom>',
    group: 'Publish',
    help: 'With prometheus: the file that the textfile collector of node_exporter reads',
    kind: path,
    fallback: null,
  }),
}

/** Writes the numbers of a report for the textfile collector of node_exporter. */
export const prometheus: Sink<typeof options> = {
  id: 'prometheus',
  name: 'a Prometheus textfile',
  title: 'A file for the textfile collector of Prometheus',
  takes: 'report',
  needs: 'nothing',
  options,
  operations: [],
  examples: [
    {
      what: 'Write metrics for Prometheus',
      command: 'kms-audit publish prometheus --textfile kms.prom --yes',
    },
  ],
  async check({ textfile }) {
    const { checkWritable } = await import('../../lib/files/output-file.ts')
    await checkWritable(requiredFile(textfile))
  },
  async plan({ report, settings: { textfile: given } }) {
    const textfile = requiredFile(given)
    const { exposition } = await import('./exposition.ts')
    const { writeOutputFile } = await import('../../lib/files/output-file.ts')
    const samples = [...exposition(report)].filter(line => !line.startsWith('#')).length
    return {
      summary: `${samples} samples would be written to ${textfile}.`,
      question: `Write ${samples} samples to ${textfile}?`,
      notes: [],
      errors: [],
      calls: () => exposition(report),
      async send() {
        const written = await writeOutputFile(textfile, exposition(report))
        return { lines: [`Wrote ${samples} samples to ${written}.`], accepted: samples, failed: 0 }
      },
    }
  },
}

function requiredFile(textfile: string | null): string {
  if (textfile === null)
    throw new AuditError('usage', 'publish prometheus requires --textfile.', {
      hint: 'Add --textfile with a file that ends in .prom.',
    })
  if (textfile.endsWith('.prom')) return textfile
  throw new AuditError('usage', `--textfile ${textfile} does not end in .prom.`, {
    hint: 'The textfile collector reads files that end in .prom.',
  })
}
