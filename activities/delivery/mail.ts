import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Stays the same over all attempts, so that a mail sent twice is recognised as one. */
  messageId: string;
}

/** The mail server will never take this mail for this address; trying again cannot help. */
export class AddressRefused extends Error {}

/** Hands a mail to the SMTP server and returns its answer, the receipt. Throws `AddressRefused`, or what the network throws. */
export type SendMail = (mail: Mail) => Promise<string>;

/** SMTP by URL, one connection a mail: few mails, and a server that restarts is no trouble. */
export function createMailer(smtpUrl: string, from: string): { send: SendMail; close: () => void } {
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 }, { from });
  return {
    send: async (mail) => {
      try {
        const sent = await transport.sendMail(mail);
        return sent.response;
      } catch (error) {
        if (isPermanent(error)) throw new AddressRefused(error instanceof Error ? error.message : 'refused');
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** SMTP answers from 500 on are final (RFC 5321 4.2.1). */
function isPermanent(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
}
