import { KeyState, type Project } from '../../gen/client/sfs/v1/project.ts';
import {
  CreateServiceKeyRequest,
  ListServiceKeysRequest,
  type ServiceKey,
  ServiceKeyServiceService,
} from '../../gen/client/sfs/v1/service_key.ts';
import { presets } from '../../service_keys/presets.ts';
import type { Context } from '../context.ts';
import { every } from '../every.ts';
import { secretGone } from '../new_key.ts';
import type { Step } from './step.ts';

const name = 'ci';

/** The pipeline's key, with its text if it was made now. One in use that reaches the project is not doubled. */
export async function ciKey(
  context: Context,
  project: Project,
  expiresInSeconds: number,
): Promise<Step<ServiceKey> & { secret: string | undefined }> {
  const { listServiceKeys, createServiceKey } = ServiceKeyServiceService;
  const keys = every(context, listServiceKeys, ListServiceKeysRequest.create, (answer) => answer.keys);
  for await (const key of keys) {
    const reaches = key.allProjects || key.projectIds.includes(project.id);
    if (key.name === name && key.state === KeyState.KEY_STATE_ACTIVE && reaches) {
      return { made: false, value: key, secret: undefined };
    }
  }
  const { key, secret, secretShownAt } = await context.call(
    createServiceKey,
    CreateServiceKeyRequest.create({
      ...{ name, description: `pipelines of ${project.slug}`, scopes: [...presets.ci], projects: [project.id] },
      ...{ expiresInSeconds, requestId: context.requestId },
    }),
  );
  if (secret === '') throw secretGone(key!.id, secretShownAt, `sfs key rotate ${key!.id}`);
  return { made: true, value: key!, secret };
}
