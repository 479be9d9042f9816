/** Words with digits that name a thing and no instance of it. */
export const KEPT_WORDS: ReadonlySet<string> = new Set(
  (
    'utf8 utf-8 utf16 utf-16 utf-16le base64 base32 base64url sha1 sha-1 sha256 sha-256 sha384 sha512 sha-512 md5 crc32 ' +
    'http2 http/1.1 http/2 http3 h2 h3 ipv4 ipv6 es5 es6 es2015 es2020 oauth2 oauth s3 ec2 k8s i18n l10n a11y x86 x86_64 x64 amd64 arm64 win32 ' +
    'int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 uint8array int32array log4j python2 python3 py2 py3 web3 mp3 mp4 h264 p2p b2b 2d 3d webgl2 rs256 hs256 es256 iso-8859-1 latin1 ed25519 x509 x.509 tls1.2 tls1.3 tlsv1'
  ).split(' '),
);

/** Endings of host names; those that are also file extensions or property names (`.name`, `.app`, `.py`) are left out. */
export const TOP_LEVEL_DOMAINS: ReadonlySet<string> = new Set(
  'com net org edu gov dev local internal lan localdomain cloud biz de fr uk nl eu ch jp cn br au ru in us ca pl se es it io'.split(
    ' ',
  ),
);
