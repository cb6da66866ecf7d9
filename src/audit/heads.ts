import { uuidOf } from '../db/ids.ts';
import type { AuditServiceService } from '../gen/sfs/v1/audit.ts';
import { invalidField, notFound, unavailable } from '../server/errors.ts';
import type { Handlers } from '../server/handler.ts';
import { verifierKeys } from './log_keys.ts';
import { formatConsistencyProof } from './proof/consistency_proof.ts';
import { formatKeys } from './proof/keys_file.ts';
import { formatTlogProof } from './proof/tlog_proof.ts';
import { consistencyOf, headOf, inclusionOf } from './proofs.ts';
import { installationId, originOf } from './sequencer.ts';

type Service = Handlers<AuditServiceService>;

/** The newest signed head. */
export const getCheckpoint: Service['getCheckpoint'] = async (_request, { em, principal }) => {
  const [row] = await em.execute<
    { note: string | null; size: string | null; signed_at: string | null; pending: string }[]
  >(
    `select c.note, c.size, c.signed_at, (select count(*) from audit_pending where organization_id = o.id) as pending
     from organizations o left join lateral (
       select note, size, signed_at from audit_checkpoints where organization_id = o.id order by size desc limit 1) c on true
     where o.id = ?`,
    [principal.organizationId],
  );
  return {
    checkpoint: row?.note ?? '',
    size: Number(row?.size ?? 0),
    signedAt: row?.signed_at ? new Date(row.signed_at) : undefined,
    pending: Number(row?.pending ?? 0),
  };
};

/** Proves that one event is in the log. */
export const getInclusionProof: Service['getInclusionProof'] = async (request, context) => {
  const { em, principal } = context;
  const { organizationId } = principal;
  const id = uuidOf('evt', request.eventId)!;
  const rows = await em.execute<{ leaf_index: string | null; leaf_hash: Buffer; project_id: string | null }[]>(
    `select l.leaf_index, e.leaf_hash, l.project_id from audit_events e
     left join audit_leaves l on l.organization_id = e.organization_id and l.event_id = e.id
     where e.organization_id = ? and e.id = ?`,
    [organizationId, id],
  );
  const row = rows[0];
  const hidden = principal.projects !== 'all' && !(row?.project_id && context.reaches(row.project_id));
  if (!row || hidden) throw notFound('event_id');
  if (row.leaf_index === null)
    throw unavailable('NOT_LOGGED_YET', 'the event has no place in the log yet; try again in a moment');
  const index = Number(row.leaf_index);
  const head = await headOf(em, organizationId);
  const hashes = await inclusionOf(em, organizationId, index, head.size);
  return {
    leafIndex: index,
    leafHash: Buffer.from(row.leaf_hash),
    tlogProof: formatTlogProof({ index, hashes, checkpoint: head.note }),
  };
};

/** Proves that the log of one size begins with that of another. */
export const getConsistencyProof: Service['getConsistencyProof'] = async (request, { em, principal }) => {
  const { organizationId } = principal;
  const head = await headOf(em, organizationId);
  const oldSize = Number(request.oldSize);
  const newSize = request.newSize === '' ? head.size : Number(request.newSize);
  if (newSize > head.size) throw invalidField('new_size', `is above the size of the log, which is ${head.size}`);
  if (oldSize > newSize) throw invalidField('old_size', `is above the later size, which is ${newSize}`);
  const hashes = await consistencyOf(em, organizationId, oldSize, newSize);
  return { proof: formatConsistencyProof({ oldSize, newSize, hashes }), checkpoint: head.note };
};

/** The public keys of the log. */
export const listLogKeys: Service['listLogKeys'] = async (_request, { em, principal, keyring }) => {
  await keyring.refresh(em);
  const origin = originOf(await installationId(em), principal.organizationId);
  return {
    origin,
    keys: keyring.keys.map((key) => ({
      ...{
        id: key.id,
        kind: key.kind,
        publicKey: key.spki,
        notBefore: key.notBefore,
        notAfter: key.notAfter ?? undefined,
      },
      line: formatKeys(verifierKeys([key], origin)).trimEnd(),
    })),
  };
};
