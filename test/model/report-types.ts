import type { Finding } from '../../src/model/finding.ts'
import type * as records from '../../src/model/report/report.ts'
import type * as schema from './report-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of the report differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsSchema: Same<Types, Definitions> = {
  report: true,
  scope: true,
  place: true,
  check: true,
  config: true,
  organization: true,
  trail: true,
  summary: true,
  savings: true,
  gap: true,
  finding: true,
  framework: true,
  control: true,
  key: true,
  dependent: true,
  dependentType: true,
  dependentsGap: true,
  foreignKey: true,
  usage: true,
  lastUser: true,
  deletion: true,
  activity: true,
  callerGroup: true,
  managementEvent: true,
  unreadManagement: true,
  archivedUse: true,
  archivedMonth: true,
  archivedCaller: true,
  requestHistory: true,
  operationRequests: true,
  evidence: true,
  cost: true,
  rotation: true,
  grant: true,
  tag: true,
}

interface Types {
  report: records.Report
  scope: records.Scope
  place: records.PlaceRecord
  check: records.CheckRecord
  config: records.ConfigRecord
  organization: records.OrganizationRecord
  trail: records.TrailRecord
  summary: records.Summary
  savings: records.Savings
  gap: records.GapRecord
  finding: Finding
  framework: records.FrameworkRecord
  control: records.ControlRecord
  key: records.KeyRecord
  dependent: records.DependentRecord
  dependentType: records.DependentTypeRecord
  dependentsGap: records.DependentsGapRecord
  foreignKey: records.ForeignKeyRecord
  usage: records.UsageRecord
  lastUser: records.LastUserRecord
  deletion: records.DeletionRecord
  activity: records.ActivityRecord
  callerGroup: records.CallerGroupRecord
  managementEvent: records.ManagementEventRecord
  unreadManagement: records.UnreadManagementRecord
  archivedUse: records.ArchivedUseRecord
  archivedMonth: records.ArchivedMonthRecord
  archivedCaller: records.ArchivedCallerRecord
  requestHistory: records.RequestHistoryRecord
  operationRequests: records.OperationRequestsRecord
  evidence: records.EvidenceRecord
  cost: records.CostRecord
  rotation: records.RotationRecord
  grant: records.GrantRecord
  tag: records.TagRecord
}

interface Definitions {
  report: schema.Report
  scope: schema.Scope
  place: schema.Place
  check: schema.Check
  config: schema.Config
  organization: schema.Organization
  trail: schema.Trail
  summary: schema.Summary
  savings: schema.Savings
  gap: schema.Gap
  finding: schema.Finding
  framework: schema.Framework
  control: schema.Control
  key: schema.Key
  dependent: schema.Dependent
  dependentType: schema.DependentType
  dependentsGap: schema.DependentsGap
  foreignKey: schema.ForeignKey
  usage: schema.Usage
  lastUser: schema.LastUser
  deletion: schema.Deletion
  activity: schema.Activity
  callerGroup: schema.CallerGroup
  managementEvent: schema.ManagementEvent
  unreadManagement: schema.UnreadManagement
  archivedUse: schema.ArchivedUse
  archivedMonth: schema.ArchivedMonth
  archivedCaller: schema.ArchivedCaller
  requestHistory: schema.RequestHistory
  operationRequests: schema.OperationRequests
  evidence: schema.Evidence
  cost: schema.Cost
  rotation: schema.Rotation
  grant: schema.Grant
  tag: schema.Tag
}
