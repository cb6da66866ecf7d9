import type { ServiceKeyServiceService } from '../gen/sfs/v1/service_key.ts';
import type { Handlers } from '../server/handler.ts';
import { createServiceKey } from './create.ts';
import { getServiceKey, listServiceKeys } from './read.ts';
import { revokeServiceKey } from './revoke.ts';
import { rotateServiceKey } from './rotate.ts';
import { whoAmI } from './who_am_i.ts';

/** ServiceKeyService. */
export const serviceKeyHandlers: Handlers<ServiceKeyServiceService> = {
  createServiceKey,
  getServiceKey,
  listServiceKeys,
  rotateServiceKey,
  revokeServiceKey,
  whoAmI,
};
