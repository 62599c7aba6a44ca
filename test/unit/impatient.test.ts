import { describe, expect, it } from '@jest/globals';
import { ServiceError } from '@temporalio/client';
import { impatient } from '../support/impatient.ts';

type Send = Parameters<typeof impatient.startUpdateWithStart>[1];

const REFUSED = 'Unable to perform workflow execution update due to Workflow Task in failed state.';

describe('an update sent while workers die', () => {
  const errors = {
    'as the server said it': () => new Error(REFUSED),
    'wrapped by the SDK': () => new ServiceError('Workflow Update failed', { cause: new Error(REFUSED) }),
  };

  it.each(Object.entries(errors))('is sent again where a failed task has it refused, %s', async (_how, refusal) => {
    const answers = [() => Promise.reject(refusal()), () => Promise.resolve('taken')];
    expect(await sent(answers)).toBe('taken');
    expect(answers).toEqual([]);
  });

  it('is not sent again for anything else', async () => {
    const answers = [() => Promise.reject(new Error('not allowed')), () => Promise.resolve('taken')];
    await expect(sent(answers)).rejects.toThrow('not allowed');
    expect(answers).toHaveLength(1);
  });

  async function sent(answers: (() => Promise<unknown>)[]): Promise<unknown> {
    const next = async () => await answers.shift()?.();
    return await impatient.startUpdateWithStart({ workflowStartOptions: {} } as never, next as unknown as Send);
  }
});
