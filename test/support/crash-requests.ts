/** Applications for repair as people make them over HTTP, who repeat what was not answered. */
import type { WholeService } from './whole-service.ts';

interface Letter {
  readonly commitment: { readonly version: number; readonly sha256: string };
}

const CONTACT = { name: '张伟', email: null, phone: null };

/** What zhang signs where a preview shows a text. */
async function signed(service: WholeService, path: string, wish: object, as: string): Promise<object> {
  const preview = await service.insist(`${path}/preview`, as, wish);
  const { version, sha256 } = (JSON.parse(preview.body) as Letter).commitment;
  return { ...wish, contact: CONTACT, commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' } };
}

/** A body for an application for the repair of these records. */
export async function repairBody(
  service: WholeService,
  { subjectId, recordIds }: { subjectId: string; recordIds: readonly string[] },
): Promise<object> {
  return await signed(service, '/v1/repairs', { subjectId, recordIds }, 'zhang');
}

/** A body for a promise of zhang's company. */
export async function promiseBody(service: WholeService, wish: object): Promise<object> {
  return await signed(service, '/v1/commitments', wish, 'zhang');
}

/** Posts, and reads the answer; throws where it is not one that was wished for. */
export async function done<A>(service: WholeService, path: string, as: string, body: object): Promise<A> {
  const answer = await service.insist(path, as, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body) as A;
}
