/** Changes with every change of a rule, a template or the report: analyses of older versions are made again. */
export const ENGINE_VERSION = 'engine-7';
