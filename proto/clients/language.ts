/** How the generated code of one client is made. */
export interface GeneratedClient {
  /** The folders that are generated as a whole, from the top of the repository; they are replaced. */
  folders: string[];
  /**
   * Installs the plugins that `<language>.gen.yaml` names, in pinned versions.
   *
   * @param folder its own folder below `.third_party`, which is kept between runs: what is there is not installed again
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
