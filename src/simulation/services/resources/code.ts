import { describeAll, describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const NEXT = { token: 'nextToken' } as const

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/ */
export const codebuild = resourceService({
  name: 'codebuild',
  protocol: 'json-1.1',
  operations: {
    ListProjects: listOf('projects', { ...NEXT, size: ['no parameter', 1, 100, 100], of: 'BatchGetProjects' }),
    BatchGetProjects: describeAll('names', 'projects', { most: 100, missing: 'projectsNotFound' }),
    ListReportGroups: listOf('reportGroups', {
      ...NEXT,
      size: ['maxResults', 1, 100, 100],
      of: 'BatchGetReportGroups',
    }),
    BatchGetReportGroups: describeAll('reportGroupArns', 'reportGroups', {
      most: 100,
      missing: 'reportGroupsNotFound',
    }),
  },
})

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/ */
export const codepipeline = resourceService({
  name: 'codepipeline',
  protocol: 'json-1.1',
  operations: {
    ListPipelines: listOf('pipelines', {
      ...NEXT,
      size: ['maxResults', 1, 1000, 1000],
      of: 'GetPipeline',
      toItem: name => ({ name }),
    }),
    GetPipeline: describeOne('name', { as: 'pipeline', missing: 'PipelineNotFoundException' }),
  },
})

/** https://docs.aws.amazon.com/codeartifact/latest/APIReference/ */
export const codeartifact = resourceService({
  name: 'codeartifact',
  protocol: 'rest-json',
  routes: { 'POST /v1/domains': 'ListDomains' },
  operations: { ListDomains: listOf('domains', { ...NEXT, size: ['maxResults', 1, 1000, 1000] }) },
})

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/ */
export const codecommit = resourceService({
  name: 'codecommit',
  protocol: 'json-1.1',
  operations: {
    ListRepositories: listOf('repositories', {
      ...NEXT,
      size: ['no parameter', 1, 1000, 1000],
      of: 'BatchGetRepositories',
      toItem: repositoryName => ({ repositoryName }),
    }),
    BatchGetRepositories: describeAll('repositoryNames', 'repositories', {
      most: 100,
      missing: 'repositoriesNotFound',
    }),
  },
})
