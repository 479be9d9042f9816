declare const BUGSAGE_SDK_VERSION: string | undefined;

/** Replaced by the build with the version of package.json; sources run unbuilt say so. */
export const SDK_VERSION = typeof BUGSAGE_SDK_VERSION === 'string' ? BUGSAGE_SDK_VERSION : '0.0.0-source';
