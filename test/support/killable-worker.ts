/**
 * The worker of production as a process that dies, by SIGKILL, where a mine lies.
 * Arguments: the minefield's folder, and the file of the bundled workflows. The rest comes from the environment, as ever.
 */
import { flushCompileCache } from 'node:module';
import { Context } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/index.ts';
import { createMailer } from '../../activities/delivery/mail.ts';
import { createPushSender } from '../../activities/push/push-sender.ts';
import { loadWorkerConfig } from '../../config/env.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import { createOrm } from '../../db/orm.ts';
import { createCaseWorker } from '../../worker/create-worker.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { impatient } from './impatient.ts';
import { Minefield, type Point } from './mines.ts';
import { shiftActivities } from './shifted-activities.ts';

const [, , minesFolder = '', codePath = ''] = process.argv;
const mines = new Minefield(minesFolder);

function step(point: Point): void {
  const { activityType, workflowExecution } = Context.current().info;
  mines.step(activityType, point, workflowExecution?.workflowId ?? '');
}

/** Mines before and after each activity as a whole. */
function mined(activities: Activities): Activities {
  const entries = Object.entries(activities).map(([name, activity]) => {
    const run = activity as (input: unknown) => Promise<unknown>;
    return [
      name,
      async (input: unknown) => {
        step('begun');
        const result = await run(input);
        step('done');
        return result;
      },
    ];
  });
  return Object.fromEntries(entries) as Activities;
}

async function main(): Promise<void> {
  const { temporal, dataKeys, indexKey, databaseUrl, mail, webhookOrigins } = loadWorkerConfig();
  Runtime.install({
    logger: new DefaultLogger(process.env['TEST_WORKER_LOG'] === '1' ? 'WARN' : 'ERROR'),
    shutdownSignals: ['SIGTERM'],
  });
  const connection = await NativeConnection.connect(temporal.connectionOptions);
  const orm = createOrm({
    url: databaseUrl,
    keys: { dataKeys, indexKey },
    poolSize: 16,
    applicationName: 'jiannuo-worker',
  });
  const pushes = createPushSender({ origins: webhookOrigins });
  const mailer = createMailer(mail.smtpUrl, mail.from);
  const { namespace, taskQueue } = temporal;
  const dataConverter = createDataConverter(dataKeys);
  const { workflow } = new Client({ connection, namespace, dataConverter, interceptors: { workflow: [impatient] } });
  const activities = createActivities({
    orm,
    workflows: createWorkflowCalls(workflow, taskQueue),
    boundary: async (point) => step(point),
    sendPush: async (push) => {
      step('before-push');
      const answer = await pushes(push);
      step('after-push');
      return answer;
    },
    sendMail: async (message) => {
      step('before-mail');
      const receipt = await mailer.send(message);
      step('after-mail');
      return receipt;
    },
  });
  const worker = await createCaseWorker({
    connection,
    namespace,
    taskQueue,
    dataConverter,
    activities: mined(
      shiftActivities(
        activities,
        () => mines.clock().shift,
        () => mines.clock().leap,
      ),
    ),
    workflowBundle: { codePath },
    // What a dead worker had in its cache is waited for, but not as long as usual.
    stickyQueueScheduleToStartTimeout: '1 second',
  });
  process.stdout.write('worker started\n');
  // A process that is killed does not write it at its end, and the next one would compile everything again.
  flushCompileCache();
  await worker.run();
  mailer.close();
  await orm.close();
  await connection.close();
}

await main();
