import { plainMessage } from '../../src/sinks/message/plain-text.ts'
import { reportMessage } from '../../src/sinks/message/report-message.ts'
import { wholeSampleReport } from './whole-sample-report.ts'

/** The text that people get about the sample account. */
export const messageScreen = async (): Promise<string> => plainMessage(reportMessage(await wholeSampleReport(), null))
