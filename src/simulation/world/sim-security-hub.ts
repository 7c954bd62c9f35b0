/**
 * Security Hub CSPM in one Region of a simulated account. It stores findings, so it is the only part of a world that
 * changes.
 */
export interface SimSecurityHub {
  /** Findings by ProductArn and Id. */
  findings: Map<string, SimFinding>
}

/** In the AWS Security Finding Format, with what Security Hub adds. */
export type SimFinding = Record<string, unknown> & { Id: string; ProductArn: string; UpdatedAt: string }

/** Returns an enabled Security Hub with these findings. */
export const simSecurityHub = (findings: readonly SimFinding[] = []): SimSecurityHub => ({
  findings: new Map(findings.map(finding => [findingKey(finding), finding])),
})

export const findingKey = ({ ProductArn, Id }: SimFinding): string => `${ProductArn} ${Id}`
