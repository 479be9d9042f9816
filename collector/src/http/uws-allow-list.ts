/**
 * SHA-256 of every native build of uWebSockets.js that may be loaded from the npm redistribution. That package is one
 * person's mirror without provenance, so a new release is trusted only after somebody has looked at it and added a row.
 * How the rows were made: docs/decisions/http-server.md.
 */
export const UWS_ALLOW_LIST: readonly UwsBuild[] = [
  build('20.51.4', 'linux-x64-20', '4d482084b665c225892917ee0e9b9572d89eaa6f3dc200ff5e536293d3456c89'),
  build('20.51.4', 'linux-x64-22', 'f687e7c3666b5cca9d355184bbf07bb0550f5ba0d3ffd453248ccfec552dde6c'),
  build('20.69.0', 'linux-x64-22', '34d235864db874fbf3aeafd48b63f6fb80f61fb584a86f1e5f7b0291dbd7a3d4'),
  build('20.69.0', 'linux-x64-24', '177efdc682425d754474bd30f9586c487fa6694f790f3406a23885d0e61c07a0'),
];

export type UwsBuild = {
  readonly version: string;
  /** Platform, architecture and major version of Node, as in the name of the package. */
  readonly target: string;
  readonly sha256: string;
};

function build(version: string, target: string, sha256: string): UwsBuild {
  return { version, target, sha256 };
}
