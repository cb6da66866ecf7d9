import type { FileDescriptorSet } from '@bufbuild/protobuf/wkt';

// Field numbers in FileDescriptorProto and ServiceDescriptorProto, of which the paths of comments are made.
const [services, methods] = [6, 2];

/** The comments above services and methods, by full name: for code that is generated without a plugin. */
export function comments(set: FileDescriptorSet): Map<string, string> {
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
