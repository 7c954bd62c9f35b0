import type { Dependent } from '../dependent.ts'

/**
 * The input of the target is encrypted, and is part of the answer.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
 */
const schedulerSchedule: Dependent = {
  singular: 'EventBridge schedule',
  plural: 'EventBridge schedules',
  operations: ['scheduler:ListSchedules', 'scheduler:GetSchedule'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the schedule does not call its target' },
  mayDecrypt: 'EventBridge Scheduler may decrypt the input of a schedule to describe it',
  namedBy: { arn: /^scheduler:[^:]*:[^:]*:schedule\/(.+)$/, context: 'aws:scheduler:schedule:arn' },
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
  encryption: {
    resourceType: 'AWS::Scheduler::Schedule',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Update the schedule with the key (aws scheduler update-schedule --kms-key-arn). An update replaces the ' +
      'whole schedule, so give all of its settings.',
  },
  async list(sweep) {
    const { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } = await import('@aws-sdk/client-scheduler')
    const scheduler = sweep.client('Scheduler', config => new SchedulerClient(config))
    const send = (NextToken: string | undefined) =>
      scheduler.send(new ListSchedulesCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('scheduler:ListSchedules', { send, items: 'Schedules' }, async listed => {
      const [GroupName, Name] = [listed.word('GroupName'), listed.word('Name')]
      const id = `${GroupName}/${Name}`
      const get = new GetScheduleCommand({ GroupName, Name })
      const answer = await sweep.call('scheduler:GetSchedule', id, () => scheduler.send(get), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn: answer.text('Arn'), key: answer.text('KmsKeyArn') })
    })
  },
}

export default schedulerSchedule
