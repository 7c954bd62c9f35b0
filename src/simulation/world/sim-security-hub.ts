/** Security Hub CSPM in one Region of a simulated account. It remembers, so it is the one thing of a world that changes. */
export interface SimSecurityHub {
  /** By ProductArn and Id. */
  findings: Map<string, SimFinding>
}

/** In the AWS Security Finding Format, with what Security Hub adds. */
export type SimFinding = Record<string, unknown> & { Id: string; ProductArn: string; UpdatedAt: string }

/** Enabled, with these findings. */
export const simSecurityHub = (findings: readonly SimFinding[] = []): SimSecurityHub => ({
  findings: new Map(findings.map(finding => [findingKey(finding), finding])),
})

export const findingKey = ({ ProductArn, Id }: SimFinding): string => `${ProductArn} ${Id}`
