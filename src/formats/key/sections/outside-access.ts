import type { ExternalAccessRecord } from '../../../model/report/report.ts'
import { externalCallerText, FOUND_BY, publicAccessText } from '../../report-text/analyzer-text.ts'
import { type Block, fields, type Section, type SheetInput, text } from '../sheet.ts'

/** Who can use the key from outside its account, beside IAM Access Analyzer. Null without the options that ask for it. */
export function outsideAccessSection({ key }: SheetInput): Section | null {
  const { external_access: access, public_access: open } = key
  if (access === undefined && open === undefined) return null
  return {
    title: 'Outside access',
    blocks: [
      ...(access === undefined ? [] : accessBlocks(access)),
      ...(open === undefined
        ? []
        : [
            fields([
              ['Public', open === null ? 'not known: the key policy could not be read' : publicAccessText(open)],
            ]),
          ]),
    ],
  }
}

function accessBlocks(access: ExternalAccessRecord | null): Block[] {
  if (access === null) return [text('Not known: the key was not read to its end.')]
  const { agreement, why, callers } = access
  const verdict = why ?? VERDICTS[agreement]
  if (callers.length === 0) return [text(verdict)]
  const rows = callers.map(caller => [externalCallerText(caller), FOUND_BY[caller.found_by], caller.reason ?? ''])
  return [text(verdict), { kind: 'table', titles: ['Caller', 'Found by', 'Why'], rows }]
}

const VERDICTS: Readonly<Record<ExternalAccessRecord['agreement'], string>> = {
  agree: 'kms-audit and IAM Access Analyzer agree.',
  differ: 'kms-audit and IAM Access Analyzer differ.',
  not_analyzed: 'IAM Access Analyzer did not analyze the key.',
  unknown: 'The two could not be compared.',
}
