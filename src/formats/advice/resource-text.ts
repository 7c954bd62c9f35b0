import { safeText } from '../../lib/text/safe-text.ts'
import type { AdviceRecord } from '../../model/advice.ts'

/** The name of the resource, or its ID. */
export const resourceText = ({ resource: { name, id } }: AdviceRecord): string => safeText(name ?? id)
