/** A program and what it is asked to see whether it works: `['go', 'version']`. */
export type Program = [command: string, ...args: string[]];

/** How the generated code of one client is made. */
export interface GeneratedClient {
  /** The folders that are generated as a whole, from the top of the repository; they are replaced. */
  folders: string[];
  /** What `install` runs. Without one of them the language is skipped. */
  needs: Program[];
  /** What decides what is installed: versions, and whatever else makes another installation of it. */
  pins: string[];
  /** Where it is installed, from the top of the repository; default: `.third_party/tools/<language>`. */
  tools?: string;
  /**
   * Installs the plugins that `<language>.gen.yaml` names, as `pins` says. Called again when those change.
   *
   * @param folder the one of `tools`, which is empty
   */
  install(folder: string): void;
  /**
   * Makes what no plugin makes.
   *
   * @param made where the template's output lies, below it the paths of `folders`
   * @param descriptors the FileDescriptorSet of our protos and what they import, with comments
   */
  finish?(made: string, descriptors: Uint8Array): void;
}
