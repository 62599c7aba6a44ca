import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createMailer } from '../activities/delivery/mail.ts';
import { createPushSender } from '../activities/push/push-sender.ts';
import { loadOrExit, loadWorkerConfig } from '../config/env.ts';
import { createDataConverter } from '../config/payload-codec.ts';
import { createOrm } from '../db/orm.ts';
import { createCaseWorker } from './create-worker.ts';
import { startSweep } from './start-sweep.ts';
import { createWorkflowCalls } from './workflow-calls.ts';

// A few more than steps run at once, for the reads beside them.
const POOL_SIZE = 16;

/** Connects, works until it is told to stop (SIGTERM, SIGINT), and finishes what it has begun. */
async function main(): Promise<void> {
  const config = loadOrExit(loadWorkerConfig);
  const log = pino({ level: config.logLevel, name: 'worker' });
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      log[
        level === 'TRACE' || level === 'DEBUG'
          ? 'debug'
          : level === 'INFO'
            ? 'info'
            : level === 'WARN'
              ? 'warn'
              : 'error'
      ]({ workflowId: meta?.['workflowId'], activityType: meta?.['activityType'], error: meta?.['error'] }, message);
    }),
    shutdownSignals: ['SIGTERM', 'SIGINT'],
  });
  const connection = await NativeConnection.connect(config.temporal.connectionOptions);
  const keys = { dataKeys: config.dataKeys, indexKey: config.indexKey };
  const orm = createOrm({ url: config.databaseUrl, keys, poolSize: POOL_SIZE, applicationName: 'jiannuo-worker' });
  const mailer = createMailer(config.mail.smtpUrl, config.mail.from);
  const { namespace, taskQueue } = config.temporal;
  const dataConverter = createDataConverter(config.dataKeys);
  const { workflow } = new Client({ connection, namespace, dataConverter });
  const workflows = createWorkflowCalls(workflow, taskQueue);
  const sendPush = createPushSender({ origins: config.webhookOrigins });
  const activities = createActivities({ orm, sendMail: mailer.send, sendPush, workflows });
  const worker = await createCaseWorker({ connection, namespace, taskQueue, activities, dataConverter });
  await startSweep(workflow, taskQueue);
  log.info({ taskQueue }, 'worker started');
  try {
    await worker.run();
  } finally {
    mailer.close();
    await orm.close();
    await connection.close();
  }
}

await main();
