import { BodyError, type EventBody, parseBody } from '../../../audit/proof/event_body.ts';

/** What the walk needs of a body. */
export interface Scanned {
  /** 32 hex digits, as in evt_…; of an event in another form whatever it says. */
  id: string;
  /** org_… */
  organizationId: string;
  /** 64 hex digits. */
  payloadSha256: string;
  /** The event, where its run or what it did to payloads matters. Of a run's event without call_id, inputs and artifacts. */
  event: EventBody | undefined;
}

const beforeId = '{"version":1,"id":"evt_';
const beforeTime = '","occurred_at":"';
const beforeOrganization = '","organization_id":"';
const beforeProject = '","project_id":';
const noRun = '"run_id":null,"run_seq":null,"run_previous":null,"action":"';
const beforeRun = '"run_id":"run_';
const afterMasked = ',"payload_sha256":"';

const idAt = beforeId.length;
const timeAt = idAt + 32;
const organizationMarkAt = timeAt + beforeTime.length + '2026-01-31T09:00:00.000Z'.length;
const organizationAt = organizationMarkAt + beforeOrganization.length;
const organizationLength = 'org_'.length + 32;
const projectMarkAt = organizationAt + organizationLength;
const projectAt = projectMarkAt + beforeProject.length;

/**
 * Reads a body without parsing what nobody asks for: every event has the same keys in the same order (body.ts writes them), so
 * their places are known. Whatever looks another way is parsed as a whole, which is slower and gives the same.
 *
 * @throws BodyError where it is no event of version 1
 */
export function scanBody(text: string): Scanned {
  return scanned(text) ?? whole(text);
}

function scanned(text: string): Scanned | undefined {
  const payloadAt = text.length - 66;
  const usual =
    text.startsWith(beforeId) &&
    text.startsWith(beforeTime, timeAt) &&
    text.startsWith(beforeOrganization, organizationMarkAt) &&
    text.startsWith(beforeProject, projectMarkAt) &&
    text.startsWith(afterMasked, payloadAt - afterMasked.length) &&
    text.endsWith('"}');
  if (!usual) return undefined;
  const runAt = projectAt + (text.startsWith('null,', projectAt) ? 'null,'.length : '"proj_",'.length + 32);
  const event = eventOf(text, runAt);
  if (event === null) return undefined;
  return {
    id: text.slice(idAt, idAt + 32),
    organizationId: text.slice(organizationAt, organizationAt + organizationLength),
    payloadSha256: text.slice(payloadAt, payloadAt + 64),
    event,
  };
}

/** The event where it matters; null where only the whole can say. */
function eventOf(text: string, runAt: number): EventBody | undefined | null {
  if (text.startsWith(beforeRun, runAt)) return runEvent(text, runAt);
  if (!text.startsWith(noRun, runAt)) return null;
  const actionAt = runAt + noRun.length;
  return erasing(text.slice(actionAt, text.indexOf('"', actionAt))) ? null : undefined;
}

/**
 * A run's event by the places of its fields. In each mark that is looked for a quote stands before a name; within a text a quote is
 * escaped, and behind a text's end there is no name: so no text can look like a mark.
 */
function runEvent(text: string, runAt: number): EventBody | null {
  const idEnd = runAt + beforeRun.length + 32;
  const seqEnd = text.indexOf(',', idEnd + beforeSeq.length);
  const actorAt = text.indexOf(beforeActor, seqEnd) + beforeActor.length;
  const actorEnd = text.indexOf(afterActor, actorAt);
  const outputsAt = text.indexOf(beforeOutputs, actorEnd) + beforeOutputs.length - 1;
  const outputsEnd = text.indexOf('},"artifacts":[', outputsAt) + 1;
  const usual =
    text.startsWith(beforeSeq, idEnd) &&
    text.startsWith(beforePrevious, seqEnd) &&
    actorAt > beforeActor.length &&
    actorEnd > 0 &&
    outputsAt > actorEnd &&
    outputsEnd > 0;
  if (!usual) return null;
  const previousAt = seqEnd + beforePrevious.length;
  try {
    const event = {
      occurred_at: text.slice(timeAt + beforeTime.length, organizationMarkAt),
      organization_id: text.slice(organizationAt, organizationAt + organizationLength),
      project_id: idOrNull(text, projectAt, 'proj_'.length + 32),
      run_id: text.slice(idEnd - 'run_'.length - 32, idEnd),
      run_seq: Number(text.slice(idEnd + beforeSeq.length, seqEnd)),
      run_previous: idOrNull(text, previousAt, 64),
      actor: JSON.parse(text.slice(actorAt - 1, actorEnd)),
      outputs: JSON.parse(text.slice(outputsAt, outputsEnd)),
    };
    return checked(event as unknown as EventBody);
  } catch {
    return null;
  }
}

const beforeSeq = '","run_seq":';
const beforePrevious = ',"run_previous":';
const beforeActor = ',"actor":{';
const afterActor = ',"call_id":"';
const beforeOutputs = '],"outputs":{';

/** The text of a quoted value of this length; null where there is `null`. */
function idOrNull(text: string, at: number, length: number): string | null {
  return text.startsWith('"', at) ? text.slice(at + 1, at + 1 + length) : null;
}

/** What may have erased payloads, and says how many. */
const erasing = (action: string) => action.startsWith('payload.') || action === 'agent_run.redact';

function whole(text: string): Scanned {
  const event = parseBody(Buffer.from(text));
  const { id, organization_id: organizationId, payload_sha256: payloadSha256, run_id, action } = event;
  const matters = run_id !== null || erasing(action);
  return { id: id.slice('evt_'.length), organizationId, payloadSha256, event: matters ? checked(event) : undefined };
}

/** A run's event has a number in its run: the chain is compared by it. */
function checked(event: EventBody): EventBody {
  if (event.run_id !== null && !Number.isSafeInteger(event.run_seq))
    throw new BodyError('names a run in another way than events do');
  return event;
}
