import { DefaultFailureConverter } from '@temporalio/common';

/** Sends the text and stack of a failure through the payload codec too: they may quote what a person wrote. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
