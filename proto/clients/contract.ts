import { createFileRegistry, type DescField, type DescMethod, type DescService, fromBinary } from '@bufbuild/protobuf';
import { type FileDescriptorProto, type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/** The contract, as code needs it that is generated without a plugin. */
export interface Contract {
  /** The files that clients are made from. */
  files: FileDescriptorProto[];
  services: DescService[];
  /** The comment above a service or method. */
  comment(element: DescService | DescMethod): string;
}

/** Reads the FileDescriptorSet that `finish` gets. */
export function readContract(descriptors: Uint8Array): Contract {
  const set = fromBinary(FileDescriptorSetSchema, descriptors);
  const about = comments(set);
  return {
    files: set.file.filter(({ name }) => name.startsWith('sfs/v1/') && name !== 'sfs/v1/access.proto'),
    services: [...createFileRegistry(set)].filter(
      (type): type is DescService => type.kind === 'service' && type.typeName.startsWith('sfs.v1.'),
    ),
    comment(element) {
      const found = about.get(nameOf(element));
      if (!found) throw new Error(`${element} has no comment`);
      return found;
    },
  };
}

const nameOf = (element: DescService | DescMethod) =>
  element.kind === 'service' ? element.typeName : `${element.parent.typeName}.${element.name}`;

// Field numbers in FileDescriptorProto and ServiceDescriptorProto, of which the paths of comments are made.
const [services, methods] = [6, 2];

function comments(set: FileDescriptorSet): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of set.file) {
    for (const { path, leadingComments } of file.sourceCodeInfo?.location ?? []) {
      if (path[0] !== services || !leadingComments) continue;
      const service = file.service[path[1]!]!;
      const name = `${file.package}.${service.name}`;
      if (path.length === 2) found.set(name, leadingComments.trim());
      else if (path.length === 4 && path[2] === methods)
        found.set(`${name}.${service.method[path[3]!]!.name}`, leadingComments.trim());
    }
  }
  return found;
}

/** The field with the items of a page; none where the method has no pages. */
export function pageItems({ input, output }: DescMethod): DescField | undefined {
  const paged = input.field.pageToken !== undefined && output.field.nextPageToken !== undefined;
  return paged ? output.fields.find((field) => field.fieldKind === 'list') : undefined;
}

/** A changing method, whose request can carry an idempotency id. */
export const hasRequestId = ({ input }: DescMethod): boolean => input.field.requestId !== undefined;

/** `AgentRunService` → `AgentRuns`; what has no plural stays: `AuditService` → `Audit`. */
export function plural({ name }: DescService): string {
  const one = name.replace(/Service$/, '');
  return ['Audit', 'Server'].includes(one) ? one : `${one}s`;
}
